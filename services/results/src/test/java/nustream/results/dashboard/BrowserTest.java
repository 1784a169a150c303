package nustream.results.dashboard;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import nustream.broker.SharedBroker;
import nustream.messaging.testing.Installation;
import nustream.results.SampleBlocks;
import nustream.results.SampleMaps;
import nustream.results.TopicWriter;
import nustream.results.api.BrokerResource;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The page in a real browser. Debian's package chromium brings one; without it these tests are
 * skipped and say so, except in CI, whose script installs it.
 */
@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class BrowserTest {
  private static final int WIDE = 1280;
  private static final int NARROW = 400;
  private static final int TALL = 900;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  /** For people to look at. */
  private static final Path PICTURES = Path.of("target", "pictures");

  private static final String EXACT =
      "document.querySelector('#view-flavor .controls').textContent.includes('weighted draws')";

  private static Chromium browser;

  @TestHTTPResource URL url;
  @Inject Viewers viewers;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    await().atMost(Installation.LIMIT).until(() -> !Installation.underWay("chromium"));
    Optional<Path> program = Chromium.installed();
    String missing = "no chromium on the PATH; `apt-get install chromium` brings it";
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(program.isPresent(), missing + " (.ci/run does that; see its output)");
    }
    Assumptions.assumeTrue(program.isPresent(), missing);
    browser = Chromium.start(program.orElseThrow());
    try (var topics = new TopicWriter(SharedBroker.bootstrapServers())) {
      topics.commit(List.of(SampleBlocks.block(FakePeers.FLAVOR, 0, 400)));
      topics.classify(
          LongStream.range(0, 200).mapToObj(n -> SampleMaps.map(FakePeers.MAPS, n)).toList());
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void ready() {
    browser.forget();
    page = new Page(url.getPort());
    await().until(() -> page.get("/q/health/ready").statusCode() == 200);
    // Before the first map has been taken in, its campaign is not found.
    String summary = "/api/lensing/" + FakePeers.MAPS + "/summary";
    await()
        .until(
            () ->
                page.get(summary).statusCode() == 200
                    && page.json(summary).path("maps").asInt() == 200
                    && page.json("/api/flavor/" + FakePeers.FLAVOR + "/histograms")
                            .path("accepted")
                            .asInt()
                        == 400);
  }

  /** Lets the server see that the page is gone: others may look now. */
  @AfterEach
  void leave() {
    browser.open("about:blank");
  }

  /** Opens a view once the server has seen the page before it go: no more than three may look. */
  private void open(String view) {
    browser.open("about:blank");
    await().until(() -> viewers.open() == 0);
    browser.open(page.base() + "/#" + view);
  }

  /** Waits until an expression is true; tells what the page shows when it never is. */
  private void until(String what, String expression) {
    try {
      await()
          .pollInterval(Duration.ofMillis(250))
          .until(() -> browser.evaluate("Boolean(" + expression + ")").asBoolean());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          what
              + "; the page shows: "
              + browser.evaluate("document.body.innerText.slice(0, 3000)").asText()
              + "; complaints: "
              + browser.complaints(),
          e);
    }
  }

  private void show(String view, String campaign) throws IOException {
    open(view);
    if (!campaign.isEmpty()) {
      String pick =
          "[...document.querySelectorAll('#view-%s .pick')].find(b => b.textContent === '%s')"
              .formatted(view, campaign);
      until(campaign + " is listed", pick);
      browser.evaluate(pick + ".click()");
    }
    // A picture is drawn when something on its canvas is not transparent.
    until(
        "every picture of " + view + " is drawn",
        """
        (() => {
          const figures = [...document.querySelectorAll('#view-%s figure')];
          return figures.length > 0 && figures.every((figure) => {
            const canvas = figure.querySelector('canvas');
            if (!canvas || !canvas.width || figure.querySelector('.chart').hidden) return false;
            const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            return pixels.some((value, i) => i %% 4 === 3 && value > 0);
          });
        })()\
        """
            .formatted(view));
    assertTrue(
        browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth").asBoolean(),
        view + " is wider than the window");
    browser.keepPicture(
        PICTURES.resolve(
            "%s-%s.png"
                .formatted(
                    view,
                    browser
                        .evaluate(
                            "innerWidth + (matchMedia('(prefers-color-scheme: dark)').matches ?"
                                + " '-dark' : '-light')")
                        .asText())));
  }

  private void assertNoComplaints() {
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void drawsSolutionsInBothThemesAndWidths() throws IOException {
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {WIDE, NARROW}) {
        browser.look(width, TALL, dark);
        show("flavor", FakePeers.FLAVOR);
        String background =
            browser.evaluate("getComputedStyle(document.body).backgroundColor").asText();
        assertEquals(dark ? "rgb(18, 21, 26)" : "rgb(244, 246, 248)", background);
      }
    }
    until("the exact distribution is drawn", EXACT);
    // The toggle shows the data of a picture as a table.
    browser.evaluate("document.querySelector('[data-figure=delta_deg] .tools button').click()");
    assertEquals(
        36,
        browser
            .evaluate("document.querySelectorAll('[data-figure=delta_deg] tbody tr').length")
            .asInt());
    assertNoComplaints();
  }

  @Test
  void drawsMapsInBothThemesAndWidths() throws IOException {
    browser.look(WIDE, TALL, false);
    show("lensing", FakePeers.MAPS);
    until(
        "the bound is told",
        "document.querySelector('[data-figure=roc]').textContent.includes('best possible')");
    browser.look(NARROW, TALL, true);
    show("lensing", FakePeers.MAPS);
    assertNoComplaints();
  }

  @Test
  void showsTheSystem() {
    browser.look(WIDE, TALL, true);
    open("system");
    until(
        "the filter is down",
        "[...document.querySelectorAll('#view-system tr')].some(r =>"
            + " r.textContent.includes('physics-filter') && r.textContent.includes('down'))");
    until(
        "queues, backlogs and throughput are drawn",
        "document.querySelectorAll('#view-system canvas').length >= 3");
    until(
        "the backlogs are told",
        "document.querySelector('[data-figure=backlog]').textContent.includes('measured lately')");
    browser.look(NARROW, TALL, false);
    until("it fits", "document.documentElement.scrollWidth <= window.innerWidth");
    assertNoComplaints();
  }

  @Test
  void startsACampaignByKeyboard() {
    browser.look(WIDE, TALL, false);
    open("flavor");
    until("campaigns are listed", "document.querySelector('#view-flavor .pick')");
    browser.evaluate("document.body.focus()");
    String focused = "document.activeElement";
    tabTo(focused + ".matches('#view-flavor details.start > summary')");
    browser.press("Enter");
    tabTo(focused + ".name === 'targetAccepted'");
    browser.type("0");
    browser.press("Enter");
    until(
        "0 is refused on the spot",
        focused
            + ".getAttribute('aria-invalid') === 'true' && document.querySelector('#view-flavor"
            + " .start').textContent.includes('allowed: 1 to')");
    browser.type("25");
    tabTo(focused + ".textContent === 'More settings'");
    browser.press("Enter");
    tabTo(focused + ".name === 'guidance'");
    // Fine for the page, and refused by campaigns.
    browser.type("9.5");
    browser.press("Enter");
    until(
        "the server's reason stands at the field",
        focused
            + ".name === 'guidance' && "
            + focused
            + ".getAttribute('aria-invalid') === 'true' && document.querySelector('#view-flavor"
            + " .start').textContent.includes('flavor.sampling.guidance is 9.5; allowed: 0 to 9')");
    browser.type("0.5");
    tabTo(focused + ".name === 'id'");
    browser.type("by-keyboard");
    browser.press("Enter");
    until(
        "the new campaign is listed and looked at",
        "[...document.querySelectorAll('#view-flavor .pick')].some(b => b.textContent ==="
            + " 'by-keyboard' && b.getAttribute('aria-pressed') === 'true')");
    JsonNode campaign = page.json("/api/campaigns/by-keyboard");
    assertEquals(25, campaign.path("target").asInt());
    assertEquals(0.5, campaign.path("order").path("guidance").asDouble());
    String cancel = "document.querySelector('[aria-label=\"Cancel by-keyboard\"]')";
    until("it can be cancelled", cancel + " && !" + cancel + ".hidden");
    browser.evaluate(cancel + ".click()");
    await()
        .until(
            () ->
                page.json("/api/campaigns/by-keyboard").path("state").asText().equals("cancelled"));
    // The refusal was asked for.
    List<String> unexpected =
        browser.complaints().stream()
            .filter(c -> !(c.contains("status of 400") && c.contains("/api/campaigns/flavor")))
            .toList();
    assertEquals(List.of(), unexpected);
  }

  /** Presses Tab until something has the focus. */
  private void tabTo(String condition) {
    for (int presses = 0; presses < 80; presses++) {
      browser.press("Tab");
      if (browser.evaluate("Boolean(" + condition + ")").asBoolean()) {
        return;
      }
    }
    throw new AssertionError("80 tabs do not lead to: " + condition);
  }

  @Test
  void savesPicturesAndTheirData() throws Exception {
    Path downloads = Files.createTempDirectory("nustream-downloads");
    browser.look(WIDE, TALL, false);
    browser.call(
        "Page.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", downloads.toString()));
    show("flavor", FakePeers.FLAVOR);
    until("the exact distribution is drawn", EXACT);
    browser.evaluate(
        "document.querySelectorAll('[data-figure=mee_eV] .tools button').forEach((b, i) => i > 0 &&"
            + " b.click())");
    Path picture = downloads.resolve("mee-ev.png");
    Path data = downloads.resolve("mee-ev.csv");
    await().until(() -> Files.exists(picture) && Files.exists(data));
    await().until(() -> Files.size(picture) > 10_000);
    assertArrayEquals(PNG, Arrays.copyOf(Files.readAllBytes(picture), 4));
    // Forty bins below the heading of the table, in a file that may still be written.
    List<String> lines =
        await()
            .until(
                () -> Files.readAllLines(data),
                all -> all.stream().filter(line -> !line.startsWith("#")).count() >= 41);
    assertTrue(lines.get(0).startsWith("# "), lines.get(0));
    assertTrue(lines.contains("mee_eV from,mee_eV to,generated,exact"), lines.toString());
    assertEquals(41, lines.stream().filter(line -> !line.startsWith("#")).count());
    Files.delete(picture);
    Files.delete(data);
    Files.delete(downloads);
    assertNoComplaints();
  }
}

package nustream.results.dashboard;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import nustream.broker.SharedBroker;
import nustream.contracts.Topics;
import nustream.results.SampleBlocks;
import nustream.results.SampleMaps;
import nustream.results.TopicWriter;
import nustream.results.api.BrokerResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class DashboardTest {
  private static TopicWriter topics;

  @TestHTTPResource URL url;
  @Inject Viewers viewers;
  private Page page;

  @BeforeAll
  static void openTopics() {
    topics = new TopicWriter(SharedBroker.bootstrapServers());
  }

  @AfterAll
  static void closeTopics() {
    topics.close();
  }

  @BeforeEach
  void open() {
    page = new Page(url.getPort());
    await().until(() -> page.get("/q/health/ready").statusCode() == 200);
  }

  private void refused(int status, String word, String part, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    JsonNode refusal = Page.parsed(response.body());
    assertEquals(word, refusal.path("error").asText());
    assertTrue(refusal.path("message").asText().contains(part), response.body());
  }

  @Test
  void servesAPageThatLoadsNothingFromElsewhere() {
    HttpResponse<String> index = page.get("/");
    assertEquals(200, index.statusCode());
    String policy = index.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'self';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("nosniff", index.headers().firstValue("X-Content-Type-Options").orElse(""));
    assertFalse(index.body().contains("style="), "no inline styles");
    assertFalse(Pattern.compile("<script(?![^>]*src=)").matcher(index.body()).find());
    Deque<String> wanted = new ArrayDeque<>(matches("(?:src|href)=\"(/[^\"]+)\"", index.body()));
    Set<String> seen = new HashSet<>();
    while (!wanted.isEmpty()) {
      String path = wanted.pop();
      if (!seen.add(path)) {
        continue;
      }
      HttpResponse<String> file = page.get(path);
      assertEquals(200, file.statusCode(), path);
      if (path.endsWith(".js")) {
        String type = file.headers().firstValue("Content-Type").orElse("");
        assertTrue(type.contains("javascript"), path + " is " + type);
      }
      if (path.startsWith("/dashboard/") && path.endsWith(".js")) {
        assertFalse(file.body().contains("innerHTML"), path);
        matches("from '\\./([^']+)'", file.body()).forEach(f -> wanted.add("/dashboard/" + f));
        matches("from '(/[^']+)'", file.body()).forEach(wanted::add);
      }
    }
    assertTrue(seen.stream().anyMatch(path -> path.contains("echarts")), seen.toString());
    assertTrue(seen.size() > 15, seen.toString());
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(m -> m.group(1)).toList();
  }

  @Test
  void drawsHistogramsBesideTheExactDistribution() {
    topics.commit(
        List.of(SampleBlocks.block("dash-h", 0, 100), SampleBlocks.block("dash-h", 1, 50)));
    JsonNode[] view = new JsonNode[1];
    await()
        .until(
            () -> {
              HttpResponse<String> answer = page.get("/api/flavor/dash-h/histograms");
              view[0] = Page.parsed(answer.body());
              return answer.statusCode() == 200
                  && view[0].path("accepted").asInt() == 150
                  && view[0].path("generated").asInt() == 2 * TopicWriter.GENERATED
                  && view[0].path("reference").asText().equals("ready");
            });
    assertEquals("anarchy/log1", view[0].path("prior").asText());
    assertEquals(10, view[0].path("histograms").size());
    for (JsonNode histogram : view[0].path("histograms")) {
      String column = histogram.path("column").asText();
      long counted =
          histogram.path("below").asLong()
              + histogram.path("above").asLong()
              + histogram.path("undefined").asLong();
      for (JsonNode count : histogram.path("counts")) {
        counted += count.asLong();
      }
      assertEquals(150, counted, column);
      assertEquals(histogram.path("counts").size(), histogram.path("exact").size(), column);
      assertEquals(histogram.path("counts").size() + 1, histogram.path("edges").size(), column);
      assertEquals(5, histogram.path("quantiles").size(), column);
    }
    assertEquals(
        1.0 / 36, view[0].path("histograms").get(0).path("exact").get(0).asDouble(), 1e-15);
    JsonNode first = page.json("/api/flavor/dash-h/histograms?lastBlock=0");
    assertEquals(100, first.path("accepted").asInt());
    refused(404, "UNKNOWN_CAMPAIGN", "'nobody'", page.get("/api/flavor/nobody/histograms"));
    refused(400, "INVALID_FIELD", "id is 'No'", page.get("/api/flavor/No/histograms"));
    refused(400, "INVALID_FIELD", "digest", page.get("/api/flavor/dash-h/histograms?digest=sha1"));
  }

  @Test
  void samplesPairs() {
    topics.commit(List.of(SampleBlocks.block("dash-p", 0, 80)));
    String path = "/api/flavor/dash-p/pairs?x=sum_eV&y=delta_deg";
    // Of every tenth candidate the phase is undefined, and every other one was accepted.
    await().until(() -> page.json(path).path("of").asInt() == 64);
    assertEquals(64, page.json(path).path("x").size());
    JsonNode few = page.json(path + "&n=10");
    assertEquals(10, few.path("x").size());
    assertEquals(10, few.path("y").size());
    assertEquals(64, few.path("of").asInt());
    assertEquals(few, page.json(path + "&n=10"));
    refused(400, "INVALID_FIELD", "n is 0; allowed: 1 to 10000", page.get(path + "&n=0"));
    refused(400, "INVALID_FIELD", "n is 10001", page.get(path + "&n=10001"));
    refused(400, "INVALID_FIELD", "n is 'many'", page.get(path + "&n=many"));
    refused(
        400,
        "INVALID_FIELD",
        "x is 'id; drop'; allowed: one of m_lightest_eV",
        page.get("/api/flavor/dash-p/pairs?y=J&x=id%3B%20drop"));
  }

  @Test
  void knowsWhatAReleaseAllows() {
    JsonNode allowed = page.json("/api/flavor/allowed");
    assertEquals("NuFIT-6.0-SK", allowed.path("release").asText());
    assertEquals(241, allowed.path("regions").path("NO").path("lowEv").size());
    assertEquals(241, allowed.path("regions").path("IO").path("highEv").size());
    List<String> names = new ArrayList<>();
    allowed.path("bounds").forEach(bound -> names.add(bound.path("name").asText()));
    assertEquals(
        List.of("KamLAND-Zen", "LEGEND-1000", "Planck", "DESI DR2 + CMB", "KATRIN"), names);
    refused(404, "UNKNOWN_RELEASE", "'x'", page.get("/api/flavor/allowed?release=x"));
  }

  @Test
  void drawsHowWellMapsAreToldApart() {
    topics.classify(
        LongStream.range(0, 60).mapToObj(n -> SampleMaps.map(FakePeers.MAPS + "-x", n)).toList());
    String summary = "/api/lensing/" + FakePeers.MAPS + "-x/summary";
    await().until(() -> page.get(summary).statusCode() == 200);
    await().until(() -> page.json(summary).path("maps").asInt() == 60);
    assertTrue(page.json(summary).path("roc").size() > 10);
    refused(400, "INVALID_FIELD", "rocPoints is 1", page.get(summary + "?rocPoints=1"));
    refused(404, "UNKNOWN_CAMPAIGN", "nobody", page.get("/api/lensing/nobody/summary"));
    String maps = "/api/lensing/" + FakePeers.MAPS;
    await().until(() -> page.json(maps + "/bound").path("state").asText().equals("ready"));
    JsonNode bound = page.json(maps + "/bound");
    assertEquals(1.25, bound.path("dPrime").asDouble());
    assertEquals(1, bound.path("roc").get(200).path("truePositiveRate").asDouble());
    JsonNode spectra = page.json(maps + "/spectra");
    assertEquals(2, spectra.path("classes").size());
    assertEquals(101, spectra.path("classes").get(1).path("cl").size());
    assertTrue(spectra.path("noise").asDouble() > 0);
    refused(
        404,
        "UNKNOWN_CAMPAIGN",
        "a lensing campaign",
        page.get("/api/lensing/" + FakePeers.FLAVOR + "/bound"));
  }

  @Test
  void makesAMapAndExplainsIt() throws Exception {
    String map = "/api/lensing/" + FakePeers.MAPS + "/maps/3";
    JsonNode made = page.json(map);
    assertEquals(1, made.path("label").asInt());
    assertEquals(0.1, made.path("sumMnuEv").asDouble());
    assertEquals(32 * 32 * 4, made.path("values").binaryValue().length);
    JsonNode explained = page.json(map + "/saliency?model=" + SampleBlocks.DIGEST);
    assertEquals(32 * 32 * 4, explained.path("values").binaryValue().length);
    assertEquals(SampleBlocks.DIGEST, explained.path("modelDigest").asText());
    assertEquals("void", explained.path("regions").get(0).path("region").asText());
    refused(
        400,
        "INVALID_FIELD",
        "number is -1",
        page.get("/api/lensing/" + FakePeers.MAPS + "/maps/-1"));
  }

  @Test
  void comparesCampaignsWithTheirBounds() {
    topics.classify(
        LongStream.range(0, 100).mapToObj(n -> SampleMaps.map(FakePeers.MAPS, n)).toList());
    await()
        .until(
            () -> {
              JsonNode table = page.json("/api/lensing/accuracy");
              return table.path("pending").asInt() == 0
                  && table.path("rows").size() == 1
                  && table.path("rows").get(0).path("maps").asInt() >= 100;
            });
    JsonNode row = page.json("/api/lensing/accuracy").path("rows").get(0);
    assertEquals(FakePeers.MAPS, row.path("id").asText());
    assertEquals(0.734, row.path("bound").asDouble());
    // pi over a pixel of 3.5/32 degrees.
    assertEquals(180 * 32 / 3.5, row.path("largestMultipole").asDouble(), 1e-9);
  }

  @Test
  void startsAndCancelsCampaigns() {
    HttpResponse<String> created =
        page.post(
            "/api/campaigns/flavor",
            "{\"id\":\"dash-new\",\"targetAccepted\":5,\"ordering\":\"inverted\",\"seed\":\"18446744073709551615\"}");
    assertEquals(200, created.statusCode(), created.body());
    JsonNode campaign = page.json("/api/campaigns/dash-new");
    assertEquals("running", campaign.path("state").asText());
    assertEquals("inverted", campaign.path("order").path("ordering").asText());
    assertEquals("18446744073709551615", campaign.path("order").path("seed").asText());
    assertEquals(
        "cancelled",
        Page.parsed(page.post("/api/campaigns/dash-new/cancel", "{}").body())
            .path("state")
            .asText());
    HttpResponse<String> maps =
        page.post(
            "/api/campaigns/lensing",
            "{\"id\":\"dash-new-maps\",\"maps\":4,\"massEv\":0.3,\"sourceRedshift\":2}");
    assertEquals(200, maps.statusCode(), maps.body());
    JsonNode order = page.json("/api/campaigns/dash-new-maps").path("order");
    assertEquals(0.3, order.path("massesEv").get(1).asDouble());
    assertEquals(2, order.path("sourceRedshift").asDouble());
  }

  @Test
  void refusesOrdersThatAreWrong() {
    String flavor = "/api/campaigns/flavor";
    refused(
        400,
        "INVALID_FIELD",
        "flavor.sampling.guidance is 10.0; allowed: 0 to 9",
        page.post(flavor, "{\"targetAccepted\":5,\"guidance\":10}"));
    refused(400, "INVALID_FIELD", "a JSON object", page.post(flavor, "{"));
    refused(
        400,
        "INVALID_FIELD",
        "field is 'target_accepted'",
        page.post(flavor, "{\"target_accepted\":5}"));
    refused(400, "INVALID_FIELD", "steps is 1.5", page.post(flavor, "{\"steps\":1.5}"));
    refused(400, "INVALID_FIELD", "length of the body", page.post(flavor, " ".repeat(9000)));
    refused(400, "INVALID_FIELD", "massEv is", page.post("/api/campaigns/lensing", "{\"maps\":4}"));
    refused(400, "INVALID_FIELD", "limit is 101", page.get("/api/campaigns?limit=101"));
    refused(404, "UNKNOWN_CAMPAIGN", "'nobody'", page.get("/api/campaigns/nobody"));
  }

  @Test
  void takesNoOrdersFromOtherSites() {
    HttpRequest.BodyPublisher order = HttpRequest.BodyPublishers.ofString("{\"id\":\"stolen\"}");
    refused(
        403,
        "CROSS_SITE",
        "is missing",
        page.send(
            page.request("/api/campaigns/flavor")
                .header("Content-Type", "application/json")
                .POST(order)));
    refused(
        403,
        "CROSS_SITE",
        "origin is 'http://evil.example'",
        page.send(
            page.request("/api/campaigns/flavor")
                .header("Content-Type", "application/json")
                .header(CrossSiteGuard.HEADER, "1")
                .header("Origin", "http://evil.example")
                .POST(order)));
    assertEquals(404, page.get("/api/campaigns/stolen").statusCode());
  }

  @Test
  void looksAtTheSystem() {
    // On a busy machine a look may run into its time limit; the next one need not.
    JsonNode view =
        await().until(() -> page.json("/api/system"), v -> v.path("kafkaError").asText().isEmpty());
    List<String> services = new ArrayList<>();
    view.path("services")
        .forEach(s -> services.add(s.path("name").asText() + " " + s.path("up").asBoolean()));
    assertTrue(services.contains("results true"), services.toString());
    assertTrue(services.contains("physics-filter false"), services.toString());
    assertEquals(4, view.path("queues").size());
    assertEquals(Topics.all().size(), view.path("logs").size());
    assertEquals("", view.path("backlogError").asText());
    List<String> backlogs = new ArrayList<>();
    view.path("backlogs")
        .forEach(b -> backlogs.add(b.path("worker").asText() + " " + b.path("seconds").asDouble()));
    assertEquals(
        List.of(
            "diffusion-sampler " + FakePeers.SAMPLER_BACKLOG_SECONDS,
            "map-simulator 0.0",
            "cnn-classifier 0.0"),
        backlogs);
    topics.commitBytes("dash-poison", "no block".getBytes(StandardCharsets.UTF_8));
    await()
        .until(
            () -> {
              for (JsonNode letters : page.json("/api/system").path("deadLetters")) {
                if (letters.path("topic").asText().equals("flavor.solutions.v1")) {
                  return letters.path("reasons").path("UNDECODABLE").asInt() >= 1;
                }
              }
              return false;
            });
  }

  @Test
  void offersReleasesAndModels() {
    JsonNode options = page.json("/api/options");
    assertEquals("NuFIT-6.0-SK", options.path("defaultRelease").asText());
    assertEquals("seesaw-informed", options.path("samplers").get(0).path("name").asText());
    assertEquals(
        0.1, options.path("classifiers").get(0).path("trainedOn").path("massEv").asDouble());
  }

  @Test
  void tellsPagesWhatHappensAndNotMoreThanSoMany() throws Exception {
    await().until(() -> viewers.open() == 0);
    List<HttpResponse<Stream<String>>> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(
          page.http.send(page.request("/api/live").build(), HttpResponse.BodyHandlers.ofLines()));
      int now = i + 1;
      await().until(() -> viewers.open() == now);
    }
    refused(503, "OVERLOADED", "3 pages are open", page.get("/api/live"));
    List<String> lines = new ArrayList<>();
    var reading = open.get(0).body().iterator();
    while (lines.stream().filter(line -> line.startsWith("data:")).count() < 3) {
      lines.add(reading.next());
    }
    assertTrue(lines.contains("event:campaigns"), lines.toString());
    String data = lines.stream().filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
    assertTrue(data.contains(FakePeers.FLAVOR) || data.contains("services"), data);
    open.forEach(stream -> stream.body().close());
    await().until(() -> viewers.open() == 0);
  }
}

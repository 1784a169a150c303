package nustream.local.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nustream.arrays.NpzReader;
import nustream.campaigns.v1.Campaign;
import nustream.contracts.Topics;
import nustream.local.documents.Runs;
import nustream.local.grpc.CampaignClient;
import nustream.local.grpc.LocalEndpoints;
import nustream.local.grpc.ServiceChannels;
import nustream.local.supervisor.JavaCommand;
import nustream.local.supervisor.ServiceTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system as a user has it: the supervisor and every service as processes, a real broker
 * and the shipped model. Started once, because a start takes some ten seconds; the tests build on
 * each other in their order.
 */
@TestMethodOrder(OrderAnnotation.class)
class EndToEndTest {
  /** Five blocks of 500 candidates or more: enough to be killed twice in the middle. */
  private static final long ACCEPTED = 2_100;

  /** Three windows of the campaign: it cannot have ended when the first map is counted. */
  private static final long MAPS = 800;

  private static final long SEED = 7;

  /** Two campaigns of this size take ten seconds each on idle cores; busy ones take far longer. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Path ROOT = Path.of(System.getProperty("nustream.root"));

  @TempDir static Path folder;
  private static SystemUnderTest system;
  private static PythonTools python;

  @BeforeAll
  static void start() throws IOException {
    // Installs while the first tests run.
    python = new PythonTools(ROOT);
    system = new SystemUnderTest(folder.resolve("home"));
    system.up();
  }

  @AfterAll
  static void stop() throws IOException {
    system.down();
  }

  @Test
  @Order(1)
  void aCampaignFinishesWithWhatWasAskedFor() throws IOException {
    JsonNode answer = system.generate("calm", ACCEPTED, SEED, csv("calm"));

    long accepted = answer.get("accepted").asLong();
    assertTrue(accepted >= ACCEPTED, answer.toString());
    assertEquals(
        (double) accepted / answer.get("generated").asLong(), answer.get("acceptance").asDouble());
    assertEquals(accepted, answer.get("rows").asLong());
    List<String> ids = ids(csv("calm"));
    assertEquals(accepted, ids.size());
    assertEquals(accepted, new HashSet<>(ids).size(), "every id once");
    // The box is cut on the angles and splittings, and the lightest mass is left: 0.058 eV is the
    // sum for m1 = 0 at the lower ends of the NuFIT 6.0 intervals, 1 eV far beyond any prior draw.
    double median = answer.at("/quantiles/sum_eV/0.5").asDouble();
    assertTrue(median > 0.058 && median < 1, "sum_eV median " + median);
    assertTrue(answer.get("model_digest").asText().matches("sha256:[0-9a-f]{64}"));
  }

  @Test
  @Order(2)
  void killingSamplerAndFilterLosesAndDuplicatesNothing() throws Exception {
    CompletableFuture<JsonNode> campaign =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return system.generate("storm", ACCEPTED, SEED, csv("storm"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    awaitCounted("storm", 1);
    system.kill(ServiceTable.DIFFUSION_SAMPLER);
    awaitCounted("storm", 2);
    assertFalse(campaign.isDone(), "still in the middle when the filter is killed");
    system.kill(ServiceTable.PHYSICS_FILTER);

    JsonNode answer = campaign.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

    assertEquals(1, system.restarts(ServiceTable.DIFFUSION_SAMPLER));
    assertEquals(1, system.restarts(ServiceTable.PHYSICS_FILTER));
    assertTrue(answer.get("accepted").asLong() >= ACCEPTED, answer.toString());
    // A block draws from seed, block and index alone: only the campaign's name tells them apart.
    assertEquals(
        Files.readString(csv("calm")), Files.readString(csv("storm")).replace("storm", "calm"));
  }

  /** On what the tests before have made, in the words of the documents. */
  @Test
  @Order(20)
  void theCommandsOfTheDocumentsWork() throws IOException {
    var runs = new Runs(folder.resolve("documents"));
    for (List<String> command : Runs.onSystem()) {
      List<String> words =
          command.stream()
              .map(word -> word.equals("MAPS_CAMPAIGN") ? "calm-maps" : word)
              .map(word -> word.equals("CAMPAIGN") ? "calm" : word)
              .toList();
      String said = runs.run(words, "--home=" + system.home().folder());
      assertFalse(said.isBlank(), words.toString());
    }
  }

  /** Maps of both classes: the accuracy lies between chance and the bound, by four deviations. */
  @Test
  @Order(3)
  void aCampaignOfMapsFinishesWithTheAccuracyThatTheMapsAllow() throws IOException {
    JsonNode answer = system.classify("calm-maps", MAPS, SEED, csv("calm-maps"));

    assertEquals(MAPS, answer.get("maps").asLong());
    double accuracy = answer.get("accuracy").asDouble();
    double optimal = answer.get("optimal_accuracy").asDouble();
    double error = Math.sqrt(optimal * (1 - optimal) / MAPS);
    assertTrue(accuracy < optimal + 4 * error, accuracy + " of " + optimal);
    assertTrue(accuracy > 0.5 + 4 * error, accuracy + " of " + optimal);
    assertTrue(answer.get("auc").asDouble() > accuracy, "the curve is above its best point");
    assertTrue(answer.get("power_spectrum_accuracy").asDouble() > 0.5 + 4 * error);
    List<String> ids = ids(csv("calm-maps"));
    assertEquals(MAPS, new HashSet<>(ids).size(), "every map once");
  }

  @Test
  @Order(4)
  void killingSimulatorAndClassifierLosesAndDuplicatesNothing() throws Exception {
    CompletableFuture<JsonNode> campaign =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return system.classify("storm-maps", MAPS, SEED, csv("storm-maps"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    awaitCounted("storm-maps", 1);
    system.kill(ServiceTable.MAP_SIMULATOR);
    system.kill(ServiceTable.CNN_CLASSIFIER);

    campaign.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

    assertEquals(1, system.restarts(ServiceTable.MAP_SIMULATOR));
    assertEquals(1, system.restarts(ServiceTable.CNN_CLASSIFIER));
    // A map is its recipe's: only the campaign's name tells them apart.
    assertEquals(
        Files.readString(csv("calm-maps")),
        Files.readString(csv("storm-maps")).replace("storm", "calm"));
  }

  @Test
  @Order(5)
  void poisonGoesToTheDeadLettersAndTheStreamGoesOn() throws Exception {
    for (String topic :
        List.of(Topics.SAMPLE_REQUESTS, Topics.CANDIDATES, Topics.MAP_REQUESTS, Topics.MAPS)) {
      var poison = new PoisonRecord(system.brokerAddress(), topic);
      long offset = poison.send();
      var letter = poison.awaitDeadLetter().orElseThrow(() -> new AssertionError(topic));
      assertEquals(topic, PoisonRecord.header(letter, "dead-letter-topic"));
      assertEquals("0", PoisonRecord.header(letter, "dead-letter-partition"));
      assertEquals(Long.toString(offset), PoisonRecord.header(letter, "dead-letter-offset"));
      assertFalse(PoisonRecord.header(letter, "dead-letter-reason").isEmpty());
      assertFalse(PoisonRecord.header(letter, "dead-letter-message").isEmpty());
    }
    JsonNode answer = system.generate("after-poison", 1, SEED, csv("after-poison"));
    assertTrue(answer.get("accepted").asLong() >= 1, answer.toString());
  }

  /** The letter falls again, as its bytes are no message: once per time that it is sent. */
  @Test
  @Order(6)
  void aDeadLetterIsSentAgainOnceAndNotTwice() throws Exception {
    String topic = Topics.SAMPLE_REQUESTS;
    JsonNode letter = letters(topic).get(0);
    assertEquals("poison", letter.get("key").asText());
    assertFalse(letter.get("reason").asText().isEmpty(), letter.toString());
    assertTrue(letter.get("replayed_at").isNull(), letter.toString());
    String offset = letter.get("offset").asText();

    JsonNode first = system.ask("dead-letters", "replay", "--topic=" + topic, "--all");
    assertEquals(1, first.get("replayed").asInt(), first.toString());
    await().atMost(LIMIT).until(() -> letters(topic).size() == 2);
    JsonNode fallen = letters(topic).get(0);
    assertEquals(topic + ".dlq/0/" + offset, fallen.get("replay_of").asText());
    assertEquals(letter.get("bytes"), fallen.get("bytes"));
    assertFalse(letters(topic).get(1).get("replayed_at").isNull());

    JsonNode second = system.ask("dead-letters", "replay", "--topic=" + topic + ".dlq", "--all");
    assertEquals(0, second.get("replayed").asInt(), second.toString());
    assertEquals(1, second.get("replayed_before").asInt());
    assertEquals(1, second.get("fell_again").asInt());
    String one = "--offset=" + offset;
    String refused = system.refusal("dead-letters", "replay", "--topic=" + topic, one);
    assertTrue(refused.contains("was sent again before"), refused);
    String nothing = system.refusal("dead-letters", "replay", "--topic=" + topic, "--offset=99");
    assertTrue(nothing.contains("there is no dead letter"), nothing);

    assertEquals(
        1,
        system
            .ask("dead-letters", "replay", "--topic=" + topic, one, "--again")
            .get("replayed")
            .asInt());
    await().atMost(LIMIT).until(() -> letters(topic).size() == 3);
  }

  private static JsonNode letters(String topic) throws IOException {
    return system.ask("dead-letters", "list", "--topic=" + topic).get("dead_letters");
  }

  @Test
  @Order(7)
  void aCampaignIsWatchedAndExportedInEveryFormat() throws IOException {
    assertEquals("succeeded", system.ask("campaigns", "watch", "calm").get("state").asText());
    long accepted = campaign("calm").getProgress().getAccepted();
    for (String format : List.of("parquet", "csv", "npz")) {
      JsonNode answer =
          system.ask("campaigns", "export", "calm", "--out=" + exported("solutions." + format));
      assertEquals(accepted, answer.get("rows").asLong());
      assertEquals(format, answer.get("format").asText());
    }
    for (String format : List.of("parquet", "npz")) {
      system.ask("campaigns", "export", "calm-maps", "--out=" + exported("maps." + format));
    }
    assertEquals(-1, Files.mismatch(csv("calm"), exported("solutions.csv")));
    try (var arrays = new NpzReader(exported("solutions.npz"))) {
      assertEquals(ids(csv("calm")), List.of(arrays.texts("id")));
      assertEquals(accepted, arrays.shape("parameters")[0]);
    }
    try (var arrays = new NpzReader(exported("maps.npz"))) {
      assertEquals(MAPS, arrays.doubles("logit").length);
    }
  }

  @Test
  @Order(8)
  void reportsHoldWhatTheyAreMadeFrom() throws IOException {
    for (String id : List.of("calm", "calm-maps")) {
      Path folder = exported("report-" + id);
      JsonNode answer = system.ask("report", id, "--out=" + folder);
      String page = Files.readString(Path.of(answer.get("report").asText()));
      assertTrue(page.contains(campaign(id).getProgress().getModelDigest()), "the model's digest");
      assertTrue(page.contains("--seed " + SEED), "how to make it again");
      assertTrue(page.split("<svg viewBox").length - 1 >= 5, "figures");
      // Nothing is fetched: no page, style, script or picture of another place.
      assertFalse(page.matches("(?s).*(src|href)=.*"), "links");
      assertFalse(page.contains("NaN"), "numbers");
    }
  }

  /** By pandas, pyarrow, NumPy and astropy. */
  @Test
  @Order(9)
  void pythonReadsTheFiles() throws Exception {
    String[] maps = {"lensing", "simulate", "--count=3", "--npix=32", "--mnu=0.1", "--ngal=30"};
    system.ask(words(maps, "--out-file=" + exported("kappa.npz")));
    system.ask(words(maps, "--out=" + exported("kappa")));
    Path script = ROOT.resolve("deploy/local/src/test/python/read_files.py");
    String said = program(python.await().toString(), script.toString(), exports().toString());
    assertTrue(said.contains("solutions, " + MAPS + " classifications, 3 maps"), said);
  }

  @Test
  @Order(10)
  void theClientsOfTheExamplesWork() throws Exception {
    Path clients = ROOT.resolve("deploy/clients");
    Map<String, String> java =
        blocks(
            program(
                JavaCommand.java(),
                "-cp",
                System.getProperty("java.class.path"),
                clients.resolve("java/ConsumeSolutions.java").toString(),
                "--broker",
                system.brokerAddress(),
                "--blocks",
                "8",
                "--seconds",
                "120"));
    String program = python.await().toString();
    String stubs = "--stubs=" + python.stubs();
    Map<String, String> kafka =
        blocks(
            program(
                program,
                clients.resolve("python/consume.py").toString(),
                "--broker=" + system.brokerAddress(),
                "--blocks=8",
                "--seconds=120",
                stubs));
    // Partitions are read in any order, so the two may have seen others of the blocks.
    kafka.forEach((block, said) -> assertEquals(said, java.getOrDefault(block, said)));

    Path picture = exported("mee.png");
    String grpc =
        program(
            program,
            clients.resolve("python/solutions.py").toString(),
            "calm",
            "--campaigns=" + system.address(ServiceTable.CAMPAIGNS),
            "--results=" + system.address(ServiceTable.RESULTS),
            stubs,
            "--out=" + picture,
            "--csv=" + exported("frame.csv"));
    assertTrue(grpc.contains(ids(csv("calm")).size() + " solutions, median m_ee"), grpc);
    assertEquals((byte) 'P', Files.readAllBytes(picture)[1]);
    // The stream has the order of the topic, where blocks stand as they were done.
    assertEquals(new HashSet<>(ids(csv("calm"))), new HashSet<>(ids(exported("frame.csv"))));
  }

  /** What a consumer says of each of eight blocks. */
  private static Map<String, String> blocks(String said) {
    var blocks = new HashMap<String, String>();
    Matcher line = Pattern.compile("(?m)^([a-z0-9-]+/[0-9]+): (.*)$").matcher(said);
    while (line.find()) {
      assertTrue(line.group(2).matches("[0-9]+ solutions(, m_ee from [0-9.]+ meV)?"), said);
      blocks.put(line.group(1), line.group(2));
    }
    assertEquals(8, blocks.size(), said);
    assertTrue(said.contains("8 blocks, "), said);
    return blocks;
  }

  @Test
  @Order(11)
  void everyServiceDescribesItself() {
    for (String service :
        List.of(
            ServiceTable.DIFFUSION_SAMPLER,
            ServiceTable.CAMPAIGNS,
            ServiceTable.RESULTS,
            ServiceTable.MAP_SIMULATOR,
            ServiceTable.CNN_CLASSIFIER)) {
      try (var channels = new ServiceChannels(new LocalEndpoints(system.state()))) {
        String described = Reflection.services(channels.to(service));
        assertTrue(described.contains("nustream."), service + ": " + described);
      }
    }
  }

  @Test
  @Order(12)
  void theCallsOfGrpcurlWork() throws Exception {
    String said =
        program(
            "env",
            "GRPCURL=" + Grpcurl.await(ROOT),
            ROOT.resolve("deploy/clients/grpcurl.sh").toString(),
            "calm",
            system.address(ServiceTable.CAMPAIGNS),
            system.address(ServiceTable.RESULTS));
    assertTrue(said.contains("nustream.results.v1.Results"), said);
    assertTrue(said.contains("STATE_SUCCEEDED") && said.contains("\"cursor\""), said);
  }

  @Test
  @Order(13)
  void resultsAreRebuiltFromTheTopicsAfterTheDatabaseIsLost() throws IOException {
    Campaign before = campaign("storm");
    system.down();
    Path database = system.home().database();
    try (Stream<Path> files = Files.list(database.getParent())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    system.up();

    // The same id and order ask for the campaign that has ended; nothing is generated again.
    system.generate("storm", ACCEPTED, SEED, csv("rebuilt"));

    assertEquals(before, campaign("storm"), "the campaign has outlived the broker's restart");
    assertEquals(-1, Files.mismatch(csv("storm"), csv("rebuilt")), "the same bytes");
  }

  private static void awaitCounted(String campaign, long blocks) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
        .until(() -> campaign(campaign).getProgress().getBlocksCounted() >= blocks);
  }

  private static Campaign campaign(String id) {
    try (var channels = new ServiceChannels(new LocalEndpoints(system.state()))) {
      return new CampaignClient(channels.to(ServiceTable.CAMPAIGNS)).get(id);
    }
  }

  private static String[] words(String[] first, String last) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
  }

  private static String program(String... command) throws IOException, InterruptedException {
    var said =
        new OtherProgram(List.of(command), exported("program.log")).run((int) LIMIT.toMinutes());
    assertEquals(0, said.code(), () -> List.of(command) + ": " + said.text());
    return said.text();
  }

  private static Path exports() throws IOException {
    return Files.createDirectories(folder.resolve("exports"));
  }

  private static Path exported(String name) throws IOException {
    return exports().resolve(name);
  }

  private static Path csv(String name) {
    return folder.resolve(name + ".csv");
  }

  private static List<String> ids(Path csv) throws IOException {
    return Files.readAllLines(csv).stream()
        .filter(line -> !line.startsWith("#"))
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .toList();
  }
}

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
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nustream.campaigns.v1.Campaign;
import nustream.contracts.Topics;
import nustream.local.documents.Runs;
import nustream.local.grpc.CampaignClient;
import nustream.local.grpc.ServiceChannels;
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

  @TempDir static Path folder;
  private static SystemUnderTest system;

  @BeforeAll
  static void start() throws IOException {
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

  @Test
  @Order(6)
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
    try (var channels = new ServiceChannels(system.state())) {
      return new CampaignClient(channels.to(ServiceTable.CAMPAIGNS)).get(id);
    }
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

package nustream.local.endtoend;

import static nustream.messaging.testing.Patience.await;
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
import nustream.local.supervisor.ServiceTable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Campaigns in the whole system, through every death. The tests build on each other in their order.
 */
@TestMethodOrder(OrderAnnotation.class)
class EndToEndTest extends WholeSystem {
  @Test
  @Order(1)
  void aCampaignFinishesWithWhatWasAskedFor() throws IOException {
    JsonNode answer = calm();

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

    awaitRestarted(ServiceTable.DIFFUSION_SAMPLER);
    awaitRestarted(ServiceTable.PHYSICS_FILTER);
    assertTrue(answer.get("accepted").asLong() >= ACCEPTED, answer.toString());
    // A block draws from seed, block and index alone: only the campaign's name tells them apart.
    assertEquals(
        Files.readString(csv("calm")), Files.readString(csv("storm")).replace("storm", "calm"));
  }

  /** Maps of both classes: the accuracy lies between chance and the bound, by four deviations. */
  @Test
  @Order(3)
  void aCampaignOfMapsFinishesWithTheAccuracyThatTheMapsAllow() throws IOException {
    JsonNode answer = calmMaps();

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

    awaitRestarted(ServiceTable.MAP_SIMULATOR);
    awaitRestarted(ServiceTable.CNN_CLASSIFIER);
    // A map is its recipe's: only the campaign's name tells them apart.
    assertEquals(
        Files.readString(csv("calm-maps")),
        Files.readString(csv("storm-maps")).replace("storm", "calm"));
  }

  @Test
  @Order(5)
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

  /** The campaign may have come to its end without what was killed last. */
  private static void awaitRestarted(String service) {
    await().atMost(LIMIT).until(() -> system.restarts(service) > 0 && system.ready(service));
    assertEquals(1, system.restarts(service));
  }
}

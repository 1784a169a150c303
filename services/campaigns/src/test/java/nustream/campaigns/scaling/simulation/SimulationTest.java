package nustream.campaigns.scaling.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nustream.campaigns.scaling.backlog.Waiting;
import nustream.campaigns.scaling.cost.Shape;
import nustream.campaigns.scaling.cost.Work;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scaler does to a cluster, on a virtual clock. */
class SimulationTest {
  private static final ClusterSettings SETTINGS = ClusterSettings.DEFAULT;
  private static final double TARGET = Comparison.TARGET_SECONDS;
  private static Comparison comparison;

  @BeforeAll
  static void run() {
    comparison = Comparison.of(Loads.all(), SETTINGS);
  }

  private static Outcome backlog(String load) {
    return outcome(comparison.backlog(), load);
  }

  private static Outcome outcome(Map<Load, Outcome> outcomes, String name) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /**
   * Once the replicas are decided on, work takes no longer than their cold start and the target.
   * What comes on top is not the scaler's: the tolerance of the autoscaler (10 %), the fullest
   * replica's share of whole partitions (5 of 48 instead of 48/11: 15 %), the rebalance when the
   * last replica comes, and the piece that one was just in.
   */
  @Test
  void drainsWithinColdStartAndTarget() {
    comparison
        .backlog()
        .forEach(
            (load, outcome) -> {
              double bound =
                  SETTINGS.coldStartSeconds()
                      + TARGET * 1.1 * 1.15
                      + SETTINGS.rebalanceSeconds()
                      + load.longestPieceSeconds();
              assertTrue(
                  outcome.drainSinceDecisionSeconds() <= bound,
                  () -> load.name() + ": " + outcome.drainSinceDecisionSeconds() + " s");
              // Noticed within 2 s, and three steps of 15 s to at most 16 replicas.
              double decision = SETTINGS.activitySeconds() + 3 * SETTINGS.syncSeconds();
              assertTrue(
                  outcome.drainSeconds() <= decision + bound,
                  () -> load.name() + ": " + outcome.drainSeconds() + " s in all");
            });
  }

  /** The threshold is the largest with which lag scaling is as quick; its GPU-hours are more. */
  @Test
  void takesFewerGpuHoursThanLagScalingThatIsAsQuick() {
    double ours = Comparison.gpuHours(comparison.backlog());
    double lag = Comparison.gpuHours(comparison.lag());
    assertTrue(ours < 0.9 * lag, () -> ours + " h against " + lag + " h");
    for (String load : List.of("step", "burst", "mixed costs", "recorded")) {
      double here = backlog(load).gpuHours();
      double there = outcome(comparison.lag(), load).gpuHours();
      assertTrue(here < there, () -> load + ": " + here + " h against " + there + " h");
    }
  }

  /** Up once and down once for each time that work comes: bursts of three, and one of each else. */
  @Test
  void doesNotFlap() {
    assertEquals(1, backlog("step").turns());
    assertEquals(5, backlog("burst").turns());
    assertEquals(5, backlog("mixed costs").turns());
    assertEquals(5, backlog("recorded").turns());
    assertTrue(backlog("one slow item").turns() <= 3);
    assertTrue(backlog("slow by shape").turns() <= 3);
  }

  /** What is in flight keeps its replica, however long it takes. */
  @Test
  void aSlowItemIsFinishedWhereItWasBegun() {
    for (Outcome outcome : comparison.backlog().values()) {
      assertFalse(outcome.everIdleAtZero());
      assertEquals(0, outcome.restarts());
    }
    assertTrue(backlog("one slow item").drainSeconds() < 420 * 1.5);
    // And calls for no fleet, whether its cost is known or not.
    for (String load : List.of("one slow item", "slow by shape")) {
      int most =
          backlog(load).trace().stream().mapToInt(Outcome.Moment::replicas).max().orElseThrow();
      assertTrue(most <= 2, () -> load + ": " + most + " replicas");
    }
  }

  /** The autoscaler of the simulation against the rules as Kubernetes and KEDA state them. */
  @Test
  void theAutoscalerFollowsTheRules() {
    Autoscaler autoscaler = new Autoscaler(new LagPolicy(10), SETTINGS);
    assertEquals(0, autoscaler.replicas(0, waiting(0)));
    assertEquals(1, autoscaler.replicas(2, waiting(95)));
    // Four more at once, then twice as many, then what is asked for.
    assertEquals(5, autoscaler.replicas(15, waiting(95)));
    assertEquals(10, autoscaler.replicas(30, waiting(95)));
    // Within 10 % of the target nothing changes; above it does, up to the most.
    assertEquals(10, autoscaler.replicas(45, waiting(109)));
    assertEquals(12, autoscaler.replicas(60, waiting(112)));
    assertEquals(16, autoscaler.replicas(75, waiting(500)));
    // Down to the largest wish of the last five minutes, and to one while there is anything to do.
    assertEquals(16, autoscaler.replicas(90, waiting(1)));
    assertEquals(16, autoscaler.replicas(375, waiting(1)));
    assertEquals(16, autoscaler.replicas(404, waiting(1)));
    assertEquals(1, autoscaler.replicas(405, waiting(1)));
    // To zero after the cooldown.
    assertEquals(1, autoscaler.replicas(690, waiting(0)));
    assertEquals(0, autoscaler.replicas(720, waiting(0)));
  }

  private static List<Waiting> waiting(int records) {
    return java.util.stream.IntStream.range(0, records)
        .mapToObj(i -> new Waiting(i % 48, new Work("", new Shape("x", 1), 1), 1))
        .toList();
  }

  /** With -Dnustream.scaling.pictures=FOLDER they stay there: see SCALING.md. */
  @Test
  void picturesAndTablesAreWritten(@TempDir Path temporary) throws IOException {
    String kept = System.getProperty("nustream.scaling.pictures");
    Path folder = kept == null ? temporary : Path.of(kept);
    if (kept == null) {
      Pictures.write(comparison, folder);
    } else {
      Main.main(new String[] {kept});
    }
    assertTrue(Files.size(folder.resolve("step.png")) > 10_000);
    List<String> lines = Files.readAllLines(folder.resolve("step.csv"));
    assertEquals("policy,second,backlog_seconds,records,replicas", lines.get(0));
    assertEquals("backlog,0,0.00,0,0", lines.get(1));
    assertTrue(Files.readString(folder.resolve("summary.md")).contains("| step | 6"));
  }
}

package nustream.campaigns.scaling.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What the scaler makes of orders that the ledger paces, on a virtual clock. */
class OneCampaignTest {
  private static final ClusterSettings SETTINGS = ClusterSettings.QUICK;
  private static final double TARGET = Comparison.TARGET_SECONDS;
  private static final long BACKLOG = OneCampaign.backlogOfAll(SETTINGS);

  /** Noticed within 2 s, a first block, and three steps of 15 s to 16 replicas, and their start. */
  private static final double RISE_SECONDS =
      SETTINGS.activitySeconds() + 3 * SETTINGS.syncSeconds() + 2 * SETTINGS.coldStartSeconds();

  @Test
  void aWindowOfSixBlocksKeepsOneReplica() {
    OneCampaign one = OneCampaign.run(0, 600, SETTINGS);
    assertEquals(1, one.mostReplicas());
    assertTrue(one.seconds() >= 600, "took " + one.seconds() + " s");
  }

  /** All replicas: one for every target's worth of the backlog, and an hour of work is minutes. */
  @Test
  void aLargeOrderGetsAllReplicas() {
    OneCampaign one = OneCampaign.run(BACKLOG, 3_600, SETTINGS);
    assertEquals(SETTINGS.maxReplicas(), one.mostReplicas());
    double work = 3_600.0 / SETTINGS.maxReplicas();
    // Whole partitions: 3 of 48 each. Theirs differ by chance, 60 +- 8 blocks of a full backlog.
    assertTrue(one.seconds() <= RISE_SECONDS + 1.25 * work, "took " + one.seconds() + " s");
    assertEquals(1, one.outcome().turns());
    assertEquals(0, one.outcome().restarts());
    assertTrue(one.surplus() <= 5, "surplus of " + one.surplus() + " blocks");
  }

  /**
   * Ten minutes of work are ten targets' worth, less what is done while the first replica works.
   */
  @Test
  void asManyReplicasAsTheTargetDemands() {
    OneCampaign one = OneCampaign.run(BACKLOG, 600, SETTINGS);
    int most = one.mostReplicas();
    assertTrue(most <= 10 && most >= 9, most + " replicas");
    assertTrue(
        one.seconds() <= RISE_SECONDS + SETTINGS.coldStartSeconds() + TARGET * 1.1,
        "took " + one.seconds() + " s");
    assertEquals(1, one.outcome().turns());
    assertTrue(one.surplus() <= 5, "surplus of " + one.surplus() + " blocks");
  }

  /** What waits before it is at most the backlog, and its share is half of it from then on. */
  @Test
  void aSmallOrderWaitsForTheBacklogAtMost() {
    Orders orders =
        new Orders("two campaigns", BACKLOG).order(60, "large", 20_000).order(600, "small", 40);
    Simulation.run(orders, new BacklogPolicy(TARGET, true), SETTINGS);
    double perReplica = (double) BACKLOG / SETTINGS.maxReplicas();
    // The fullest partition of 48 has 20 +- 4.5 blocks, twice the mean at worst.
    double first = orders.firstSecond("small") - 600;
    assertTrue(first <= 2 * perReplica, "first block after " + first + " s");
    // Its first blocks, and the others behind the backlog once more.
    double end = orders.endSecond("small") - 600;
    assertTrue(end <= 4 * perReplica, "end after " + end + " s");
  }
}

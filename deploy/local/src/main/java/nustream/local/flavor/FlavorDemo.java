package nustream.local.flavor;

import java.time.Clock;
import java.util.Optional;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.local.Terminal;
import nustream.local.campaigns.CampaignIds;
import nustream.local.grpc.Endpoints;

/**
 * The flavour part of the demo: one campaign with the shipped model and all settings as shipped.
 */
public final class FlavorDemo {
  private static final long SEED = 1;

  private final Endpoints system;
  private final Terminal terminal;

  public FlavorDemo(Endpoints system, Terminal terminal) {
    this.system = system;
    this.terminal = terminal;
  }

  /** Runs the campaign and shows its progress. */
  public FlavorResult run(long accepted) throws InterruptedException {
    var sampling =
        Sampling.newBuilder()
            .setRelease(NufitRelease.DEFAULT_NAME)
            .setOrdering(Orderings.proto(Ordering.NO))
            .setTarget(Target.TARGET_BOX)
            .setSeed(SEED)
            .build();
    terminal.say(
        "generating %d solutions inside the 3-sigma box of %s, normal ordering",
        accepted, NufitRelease.DEFAULT_NAME);
    return new FlavorCampaign(system, terminal)
        .run(
            CampaignIds.next("flavor", Clock.systemUTC()), accepted, 0, sampling, Optional.empty());
  }

  /** Writes the table. */
  public void print(FlavorResult result) {
    new FlavorReport(terminal.out()).print(result);
  }
}

package nustream.campaigns.scaling.simulation;

import java.util.Collection;
import nustream.campaigns.scaling.backlog.Backlog;
import nustream.campaigns.scaling.backlog.ScalingGoal;
import nustream.campaigns.scaling.backlog.Waiting;
import nustream.campaigns.scaling.cost.CostBook;
import nustream.campaigns.scaling.cost.Measurement;
import nustream.campaigns.scaling.cost.Measurement.Place;

/** The service's own scaler, as {@code ExternalScalerService} uses it, without Kafka. */
final class BacklogPolicy implements ScalingPolicy {
  private static final double PRIOR_SECONDS = 0.5;
  private static final int AVERAGED_OVER = 64;

  private final ScalingGoal goal;
  private final CostBook costs = new CostBook(PRIOR_SECONDS, AVERAGED_OVER);
  private long measured;

  BacklogPolicy(double targetSeconds, boolean limitToBusyPartitions) {
    goal = new ScalingGoal(targetSeconds, 1, limitToBusyPartitions);
  }

  @Override
  public double metric(Collection<Waiting> waiting) {
    return goal.metric(Backlog.of(waiting, costs));
  }

  @Override
  public double target() {
    return goal.targetSeconds();
  }

  @Override
  public boolean active(Collection<Waiting> waiting) {
    return Backlog.of(waiting, costs).isActive();
  }

  @Override
  public void done(Piece piece, double nowSeconds) {
    Place place = new Place(0, measured++, (long) (1000 * nowSeconds));
    costs.add(new Measurement(place, piece.work(), "sha256:model", piece.seconds()));
  }
}

package nustream.campaigns.scaling.simulation;

import java.util.Collection;
import nustream.campaigns.scaling.backlog.Waiting;

/** What tells KEDA how much there is to do. */
interface ScalingPolicy {
  /** The metric of what waits or is in flight. */
  double metric(Collection<Waiting> waiting);

  /** The metric that one replica may have. */
  double target();

  /** Whether there is anything to do. */
  boolean active(Collection<Waiting> waiting);

  /** A piece was done. */
  void done(Piece piece, double nowSeconds);
}

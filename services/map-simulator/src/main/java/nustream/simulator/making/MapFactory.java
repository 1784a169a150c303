package nustream.simulator.making;

import java.util.concurrent.CompletableFuture;
import nustream.lensing.messages.MapMessages;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.v1.ConvergenceMap;

/** Makes maps of orders on the workers. Thread-safe. */
public final class MapFactory {
  private final MapMaker maker;
  private final Workers workers;

  public MapFactory(MapMaker maker, Workers workers) {
    this.maker = maker;
    this.workers = workers;
  }

  /**
   * Begins one map.
   *
   * @param number of the map within its series
   * @return fails as {@link Workers#submit}, and with INVALID_FIELD where no such field exists
   */
  public CompletableFuture<ConvergenceMap> make(MapOrder order, long number) {
    return workers.submit(
        () -> maker.make(order.series().recipe(number)),
        map ->
            order.campaignId().isEmpty()
                ? MapMessages.message(order.series(), number, map)
                : MapMessages.message(
                    order.campaignId(), order.model(), order.series(), number, map));
  }

  /** Maps that are made at the same time. */
  public int atOnce() {
    return workers.size();
  }
}

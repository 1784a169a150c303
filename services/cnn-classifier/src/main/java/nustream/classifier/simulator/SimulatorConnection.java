package nustream.classifier.simulator;

import io.grpc.ManagedChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nustream.classifier.maps.MapSource;
import nustream.classifier.maps.MapSources;
import nustream.classifier.maps.TaskUniverse;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.lensing.v1.MapSimulatorGrpc;
import nustream.lensing.v1.SimulateRequest;
import nustream.messaging.client.ServiceAccess;
import nustream.messaging.client.ServiceAddress;

/** A connection to a map simulator that sends the maps of a task. Thread-safe. */
public final class SimulatorConnection implements MapSources {
  /** The largest map of a message, 1 MiB of pixels, and its recipe. */
  private static final int MOST_MESSAGE_BYTES = (1 << 20) + (1 << 16);

  /** A host that is gone without a word is noticed after 30 + 20 s. */
  private static final long ASK_AFTER_SECONDS = 30;

  private static final long ANSWER_WITHIN_SECONDS = 20;
  private static final long CLOSE_SECONDS = 5;

  private final TaskUniverse universe;
  private final long seed;
  private final ServiceAddress address;
  private final Patience patience;
  private final ManagedChannel channel;

  /**
   * Connects when the first map is asked for.
   *
   * @param universe of the maps
   * @param seed of the maps
   * @param access what the simulator asks for
   * @throws IllegalArgumentException if a series of maps cannot say what the task wants, or a token
   *     would be sent where others can read it
   */
  public SimulatorConnection(
      TaskUniverse universe, long seed, ServiceAddress address, ServiceAccess access) {
    this(universe, seed, address, access, Patience.USUAL);
  }

  SimulatorConnection(
      TaskUniverse universe,
      long seed,
      ServiceAddress address,
      ServiceAccess access,
      Patience patience) {
    if (universe.task().sameTwoPoint()) {
      throw new IllegalArgumentException(
          "maps with a scaled two-point function are not allowed from a map simulator: make them"
              + " here");
    }
    this.universe = universe;
    this.seed = seed;
    this.address = address;
    this.patience = patience;
    this.channel =
        access
            .channel(address)
            .maxInboundMessageSize(MOST_MESSAGE_BYTES)
            .keepAliveTime(ASK_AFTER_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
            .build();
  }

  @Override
  public MapSource get() {
    return new StreamedMaps(universe, seed, new Calls(), patience);
  }

  /** Ends all calls. */
  @Override
  public void close() {
    channel.shutdownNow();
    try {
      var unused = channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Calls of Simulate over the channel. */
  private final class Calls implements RunReader.Caller {
    @Override
    public MapCall begin(MapRun run, int from) {
      List<Cosmology> cosmologies = run.massesEv().stream().map(universe::cosmology).toList();
      Recipe recipe = universe.recipe(run.massesEv().get(0), seed, run.firstIndex());
      MapSeries series =
          new MapSeries(
              cosmologies,
              recipe.sourceRedshift(),
              recipe.observation(),
              recipe.kind(),
              recipe.nonlinear(),
              seed);
      MapCall call = new MapCall();
      MapSimulatorGrpc.newStub(channel)
          .simulate(
              SimulateRequest.newBuilder()
                  .setSeries(RecipeMessages.message(series))
                  .setFirst(run.number(from))
                  .setCount(run.maps() - from)
                  .build(),
              call);
      return call;
    }

    @Override
    public ServiceAddress address() {
      return address;
    }
  }
}

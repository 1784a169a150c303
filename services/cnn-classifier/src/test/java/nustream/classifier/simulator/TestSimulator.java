package nustream.classifier.simulator;

import static nustream.messaging.testing.Patience.LONG;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import nustream.classifier.training.SmallTask;
import nustream.lensing.messages.MapMessages;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.MapSimulatorGrpc;
import nustream.lensing.v1.SimulateRequest;
import nustream.messaging.client.ServiceAddress;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.BackPressuredStream;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.grpc.Source;

/** A map simulator on a port of its own, which can be told to fail. */
final class TestSimulator implements AutoCloseable {
  final List<SimulateRequest> calls = new CopyOnWriteArrayList<>();

  /** Changes every order, as a simulator of another mind would. */
  volatile UnaryOperator<SimulateRequest> understanding = UnaryOperator.identity();

  /** Maps that a call sends before it breaks; none breaks by itself. */
  volatile long breakAfter = Long.MAX_VALUE;

  volatile boolean silent;

  private final MapMaker maker = new MapMaker(SmallTask.SPECTRA);
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final Server server;

  /**
   * @param port 0 for any
   */
  TestSimulator(int port) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
            .addService(new Service())
            .build()
            .start();
  }

  ServiceAddress address() {
    return new ServiceAddress(false, "127.0.0.1", server.getPort());
  }

  private final class Service extends MapSimulatorGrpc.MapSimulatorImplBase {
    @Override
    public void simulate(SimulateRequest asked, StreamObserver<ConvergenceMap> reader) {
      calls.add(asked);
      if (silent) {
        return;
      }
      try {
        answer(understanding.apply(asked), reader);
      } catch (NustreamException e) {
        reader.onError(GrpcErrors.status(e));
      }
    }

    private void answer(SimulateRequest request, StreamObserver<ConvergenceMap> reader) {
      MapSeries series = RecipeMessages.of("series", request.getSeries());
      Iterator<ConvergenceMap> maps =
          LongStream.range(request.getFirst(), request.getFirst() + request.getCount())
              .mapToObj(
                  number -> {
                    if (number - request.getFirst() >= breakAfter) {
                      throw new NustreamException(ErrorWord.OVERLOADED, "told to break");
                    }
                    return MapMessages.message(series, number, maker.make(series.recipe(number)));
                  })
              .iterator();
      BackPressuredStream.serve(reader, Source.of(maps, executor), 2, executor);
    }
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow();
    if (!server.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the simulator goes on");
    }
    executor.shutdownNow();
  }
}

package nustream.local.trainings;

import io.grpc.ManagedChannel;
import java.util.function.Function;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.grpc.ServiceChannels;
import nustream.local.grpc.TrainingClient;
import nustream.local.options.HomeOptions;
import nustream.local.options.ServerOptions;
import nustream.local.supervisor.ServiceTable;
import nustream.local.system.LocalSystem;
import picocli.CommandLine.Mixin;

/** Where commands about trainings ask: a cluster's service, or the running local system. */
public final class TrainingCalls {
  @Mixin private ServerOptions server;
  @Mixin private HomeOptions home;

  <T> T ask(Terminal terminal, Function<TrainingClient, T> question) {
    if (server.given()) {
      ManagedChannel channel = server.open();
      try {
        return question.apply(new TrainingClient(channel));
      } finally {
        channel.shutdownNow();
      }
    }
    var system =
        new LocalSystem(home.home(), terminal)
            .running()
            .orElseThrow(
                () ->
                    new UserError(
                        "nothing runs in "
                            + home.home().folder()
                            + "; name a cluster's service with --server, or train here with"
                            + " `deploy/nustream flavor train` or `lensing train`"));
    try (var channels = new ServiceChannels(system)) {
      return question.apply(new TrainingClient(channels.to(ServiceTable.CAMPAIGNS)));
    }
  }
}

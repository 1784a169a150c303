package nustream.local.trainings;

import java.util.function.Function;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.grpc.Endpoints;
import nustream.local.grpc.LocalEndpoints;
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
    try (var channels = new ServiceChannels(endpoints(terminal))) {
      return question.apply(new TrainingClient(channels.to(ServiceTable.CAMPAIGNS)));
    }
  }

  private Endpoints endpoints(Terminal terminal) {
    if (server.given()) {
      return server.cluster(ServiceTable.CAMPAIGNS);
    }
    return new LocalSystem(home.home(), terminal)
        .running()
        .map(LocalEndpoints::new)
        .orElseThrow(
            () ->
                new UserError(
                    "nothing runs in "
                        + home.home().folder()
                        + "; name a cluster's service with --server, or train here with"
                        + " `deploy/nustream flavor train` or `lensing train`"));
  }
}

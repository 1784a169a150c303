package nustream.campaigns.stream;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import nustream.campaigns.CampaignsConfig;
import nustream.campaigns.board.Board;
import nustream.campaigns.scaling.ScalingConfig;
import nustream.messaging.drain.Drain;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts this process's {@link Replica}, and stops it when the service drains. */
@ApplicationScoped
public class Conductor {
  private final Replica replica;
  private final Drain drain;

  @Inject
  public Conductor(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      CampaignsConfig config,
      ScalingConfig scaling,
      Drain drain,
      Board board,
      Mailbox mailbox,
      Chronicle chronicle,
      Poison poison) {
    this.replica =
        new Replica(
            bootstrapServers,
            config,
            scaling,
            new Tenure.Outlets(board, mailbox, chronicle, poison));
    this.drain = drain;
  }

  void start(@Observes StartupEvent event) {
    drain.onStop(replica);
    replica.start();
  }
}

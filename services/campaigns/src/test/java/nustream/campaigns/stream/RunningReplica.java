package nustream.campaigns.stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nustream.campaigns.CampaignsConfig;
import nustream.campaigns.board.Board;
import nustream.campaigns.ledger.Ledger;
import nustream.campaigns.ledger.NewCampaign;
import nustream.campaigns.ledger.SolutionsOrder;
import nustream.campaigns.scaling.ScalingConfigs;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.FlavorOrder;
import nustream.flavor.v1.Sampling;
import nustream.messaging.deadletters.DeadLetterCounter;
import nustream.messaging.deadletters.DeadLetters;

/** A replica on a thread of its own, as the service starts one. */
final class RunningReplica implements AutoCloseable {
  private final Board board;
  private final Mailbox mailbox;
  private final Replica replica;

  RunningReplica(String bootstrapServers, Map<String, String> settings) {
    CampaignsConfig config = Configs.with(settings);
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    board = new Board(config);
    mailbox = new Mailbox(config);
    Poison poison = new Poison(new DeadLetters(bootstrapServers, new DeadLetterCounter(metrics)));
    replica =
        new Replica(
            bootstrapServers,
            config,
            ScalingConfigs.with(Map.of()),
            new Tenure.Outlets(board, mailbox, new Chronicle(metrics), poison));
    replica.start();
  }

  boolean active() {
    return board.isOpen();
  }

  Campaign get(String id) {
    return board.get(id);
  }

  Campaign create(String id, long target, long seed, long maxCandidates) throws Exception {
    FlavorOrder order =
        FlavorOrder.newBuilder()
            .setTargetAccepted(target)
            .setSampling(Sampling.newBuilder().setSeed(seed))
            .build();
    return create(new NewCampaign(id, new SolutionsOrder(order), maxCandidates, 3600));
  }

  Campaign create(NewCampaign wanted) throws Exception {
    return ask(ledger -> ledger.create(wanted, System.currentTimeMillis()));
  }

  Campaign ask(Function<Ledger, Campaign> change) throws Exception {
    return mailbox.ask(change).toCompletableFuture().get(90, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    replica.stop();
    if (!replica.await(Duration.ofSeconds(90))) {
      throw new IllegalStateException("the replica does not stop");
    }
  }
}

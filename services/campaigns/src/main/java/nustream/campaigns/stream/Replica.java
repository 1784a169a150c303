package nustream.campaigns.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.CampaignsConfig;
import nustream.campaigns.ledger.Depth;
import nustream.campaigns.ledger.Ledger;
import nustream.campaigns.ledger.LedgerSettings;
import nustream.campaigns.ledger.Pace;
import nustream.campaigns.scaling.ScalingConfig;
import nustream.messaging.drain.Drain;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * One replica of the service: waits for the lease, begins a {@link Tenure} from what the topics
 * say, and starts over when it ends. Its thread owns all of it.
 */
final class Replica implements Drain.Loop {
  private static final Logger LOG = Logger.getLogger(Replica.class);
  private static final Duration STANDBY_POLL = Duration.ofMillis(500);

  private final String bootstrapServers;
  private final CampaignsConfig config;
  private final LedgerSettings settings;
  private final Tenure.Outlets outlets;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "campaigns");

  /** {@link IllegalArgumentException} naming a setting that is out of its range. */
  Replica(
      String bootstrapServers,
      CampaignsConfig config,
      ScalingConfig scaling,
      Tenure.Outlets outlets) {
    this.bootstrapServers = bootstrapServers;
    this.config = config;
    this.outlets = outlets;
    this.settings =
        new LedgerSettings(
            new Pace(config.blockSize(), config.window(), 1),
            new Pace(1, config.mapsWindow(), config.mapsPerRequest()),
            new Depth(
                config.backlog(),
                config.backlogBlocks(),
                scaling.sampler().secondsPerItem(),
                scaling.sampler().shippedSteps(),
                scaling.averagedOver()),
            config.maxRunning(),
            config.keepEnded(),
            config.reissueAfter());
  }

  void start() {
    thread.start();
  }

  /** Lets the thread write what is unwritten, hand over the lease and end. */
  @Override
  public void stop() {
    stop.countDown();
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    thread.join(Math.max(1, timeout.toMillis()));
    return !thread.isAlive();
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void run() {
    while (!stopping()) {
      try (Lease lease = new Lease(bootstrapServers, config.group())) {
        LOG.info("role=standby");
        while (!stopping() && !lease.held(STANDBY_POLL)) {
          LOG.debug("role=standby waiting");
        }
        if (!stopping()) {
          lead(lease);
        }
      } catch (RuntimeException e) {
        LOG.errorf(e, "role=none restart_after=%s", config.restartAfter());
        pause();
      }
    }
    LOG.info("role=none state=stopped");
  }

  private void lead(Lease lease) {
    try (Journal journal = new Journal(bootstrapServers, config.group());
        AnswerFeed answers = new AnswerFeed(bootstrapServers)) {
      // First of all, so that nothing is written any more by whom this one replaces.
      journal.open();
      Ledger ledger =
          new Ledger(settings, CampaignTopic.read(bootstrapServers, outlets.poison()::take));
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      answers.partitions().forEach(partition -> offsets.put(partition, null));
      offsets.putAll(lease.committed(offsets.keySet()));
      answers.begin(offsets);
      outlets.board().open(ledger.campaigns());
      outlets.mailbox().open(answers::wakeup);
      LOG.infof("role=active campaigns=%d running=%d", ledger.campaigns().size(), ledger.running());
      new Tenure(ledger, lease, answers, journal, outlets, config.flushEvery(), Clock.systemUTC())
          .run(this::stopping);
    } finally {
      outlets.mailbox().close();
      outlets.board().close();
    }
  }

  private void pause() {
    try {
      if (stop.await(config.restartAfter().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stop asked for while waiting to start over");
      }
    } catch (InterruptedException e) {
      stop.countDown();
    }
  }
}

package nustream.campaigns.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import nustream.campaigns.ledger.Ledger;
import nustream.campaigns.ledger.Order;
import nustream.campaigns.pacing.Reason;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.Progress;
import nustream.campaigns.v1.State;
import org.jboss.logging.Logger;

/** Metrics and log lines of what happens to campaigns. */
@ApplicationScoped
public class Chronicle {
  private static final Logger LOG = Logger.getLogger(Chronicle.class);
  private static final String PREFIX = "nustream.campaigns.";

  private final MeterRegistry metrics;
  private final AtomicLong running = new AtomicLong();
  private final AtomicLong outstanding = new AtomicLong();
  private final Counter issued;
  private final Counter counted;
  private final Timer writing;

  @Inject
  public Chronicle(MeterRegistry metrics) {
    this.metrics = metrics;
    metrics.gauge(PREFIX + "running", running);
    metrics.gauge(PREFIX + "pending", outstanding);
    issued = metrics.counter(PREFIX + "blocks.issued");
    counted = metrics.counter(PREFIX + "blocks.counted");
    writing = metrics.timer(PREFIX + "output.seconds");
  }

  /** How much there is to do. */
  void level(Ledger ledger) {
    running.set(ledger.running());
    outstanding.set(ledger.outstanding());
  }

  /** Runs the writing of changes, and takes its time. */
  void timed(Runnable write) {
    writing.record(write);
  }

  /** A new state was written; {@code before} is null for a new campaign. */
  void changed(Campaign before, Campaign after) {
    Progress was = before == null ? Progress.getDefaultInstance() : before.getProgress();
    Progress is = after.getProgress();
    issued.increment(is.getBlocksIssued() - was.getBlocksIssued());
    counted.increment(is.getBlocksCounted() - was.getBlocksCounted());
    String judged = PREFIX + Order.of(after).kind().counted();
    metrics.counter(judged + ".counted").increment(is.getGenerated() - was.getGenerated());
    metrics.counter(judged + ".accepted").increment(is.getAccepted() - was.getAccepted());
    if (before == null || before.getState() != after.getState()) {
      enter(after);
    }
  }

  private void enter(Campaign campaign) {
    Progress progress = campaign.getProgress();
    if (campaign.getState() == State.STATE_RUNNING) {
      LOG.infof("campaign=%s state=running %s", campaign.getId(), Order.of(campaign).summary());
      return;
    }
    String state = campaign.getState().name().substring("STATE_".length()).toLowerCase(Locale.ROOT);
    String reason = campaign.getReason().isEmpty() ? "" : Reason.parse(campaign.getReason()).word();
    metrics.counter(PREFIX + "ended", "state", state, "reason", reason).increment();
    LOG.infof(
        "campaign=%s state=%s blocks=%d generated=%d accepted=%d milliseconds=%d reason=\"%s\"",
        campaign.getId(),
        state,
        progress.getBlocksCounted(),
        progress.getGenerated(),
        progress.getAccepted(),
        campaign.getEndedAtMs() - campaign.getCreatedAtMs(),
        campaign.getReason());
  }
}

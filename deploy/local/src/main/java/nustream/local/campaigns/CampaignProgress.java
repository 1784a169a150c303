package nustream.local.campaigns;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.Progress;
import nustream.local.Terminal;
import nustream.local.progress.RecentRate;

/**
 * Shows how far a campaign is: a bar on a terminal, else a line every few seconds. Says what was
 * counted, and once there is a rate worth the name, the rate and the time left.
 */
final class CampaignProgress implements Consumer<Campaign>, AutoCloseable {
  private static final long LINE_SECONDS = 5;
  private static final int REDRAW_MS = 200;
  private static final int DEFAULT_WIDTH = 110;

  private final Terminal terminal;
  private final ProgressWords words;
  private final long target;
  private final LongSupplier nanoTime;
  private final RecentRate done;
  private final RecentRate generated;
  private final ProgressBar bar;
  private long lastLine;

  /**
   * @param target of what the words count
   */
  CampaignProgress(Terminal terminal, ProgressWords words, long target) {
    this(terminal, words, target, System::nanoTime);
  }

  CampaignProgress(Terminal terminal, ProgressWords words, long target, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.words = words;
    this.target = target;
    this.nanoTime = nanoTime;
    this.done = new RecentRate(nanoTime);
    this.generated = new RecentRate(nanoTime);
    this.lastLine = nanoTime.getAsLong();
    this.bar = terminal.interactive() ? bar() : null;
  }

  @Override
  public void accept(Campaign campaign) {
    Progress progress = campaign.getProgress();
    long now = words.done(progress);
    done.reach(now);
    generated.reach(progress.getGenerated());
    if (bar != null) {
      bar.stepTo(Math.min(now, target));
      bar.setExtraMessage(message(progress));
    } else if (nanoTime.getAsLong() - lastLine >= TimeUnit.SECONDS.toNanos(LINE_SECONDS)) {
      lastLine = nanoTime.getAsLong();
      terminal.say("%s %d of %d, %s%s", words.counted(), now, target, message(progress), left(now));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private String message(Progress progress) {
    if (progress.getGenerated() == 0) {
      return "waiting for the first answer";
    }
    double percent = 100.0 * progress.getAccepted() / progress.getGenerated();
    String ratio = String.format(Locale.ROOT, "%s %.1f %%", words.ratio(), percent);
    OptionalDouble rate = generated.perSecond();
    return rate.isEmpty()
        ? ratio
        : String.format(Locale.ROOT, "%s, %.0f %s/s", ratio, rate.getAsDouble(), words.generated());
  }

  private String left(long now) {
    OptionalDouble seconds = done.secondsFor(target - now);
    return seconds.isEmpty()
        ? ""
        : String.format(Locale.ROOT, ", %.0f s left", seconds.getAsDouble());
  }

  private Optional<Duration> left(ProgressState state) {
    OptionalDouble seconds = done.secondsFor(target - state.getCurrent());
    return seconds.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.round(seconds.getAsDouble())));
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName(words.counted())
        .setEtaFunction(this::left)
        .setInitialMax(target)
        .setUpdateIntervalMillis(REDRAW_MS)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), width()))
        .build();
  }

  /** Columns of the terminal as the start script measured them. */
  private static int width() {
    return Integer.getInteger("nustream.columns", DEFAULT_WIDTH);
  }
}

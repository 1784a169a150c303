package nustream.local.campaigns;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.Progress;
import nustream.local.Terminal;

/**
 * Shows how far a campaign is: a bar on a terminal, else a line every few seconds. Says what was
 * counted, at which rate, and the time left.
 */
final class CampaignProgress implements Consumer<Campaign>, AutoCloseable {
  private static final long LINE_SECONDS = 5;
  private static final int REDRAW_MS = 200;
  private static final int DEFAULT_WIDTH = 110;

  private final Terminal terminal;
  private final ProgressWords words;
  private final long target;
  private final long begin = System.nanoTime();
  private final ProgressBar bar;
  private long lastLine = begin;

  /**
   * @param target of what the words count
   */
  CampaignProgress(Terminal terminal, ProgressWords words, long target) {
    this.terminal = terminal;
    this.words = words;
    this.target = target;
    this.bar = terminal.interactive() ? bar(terminal, words.counted(), target) : null;
  }

  @Override
  public void accept(Campaign campaign) {
    Progress progress = campaign.getProgress();
    long done = words.done(progress);
    if (bar != null) {
      bar.stepTo(Math.min(done, target));
      bar.setExtraMessage(message(progress));
    } else if (System.nanoTime() - lastLine >= TimeUnit.SECONDS.toNanos(LINE_SECONDS)) {
      lastLine = System.nanoTime();
      terminal.say(
          "%s %d of %d, %s%s", words.counted(), done, target, message(progress), left(done));
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
    return String.format(
        Locale.ROOT,
        "%s %.1f %%, %.0f %s/s",
        words.ratio(),
        100.0 * progress.getAccepted() / progress.getGenerated(),
        progress.getGenerated() / seconds(),
        words.generated());
  }

  private String left(long done) {
    if (done == 0) {
      return "";
    }
    double perUnit = seconds() / done;
    return String.format(Locale.ROOT, ", %.0f s left", perUnit * Math.max(0, target - done));
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static ProgressBar bar(Terminal terminal, String name, long target) {
    return new ProgressBarBuilder()
        .setTaskName(name)
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

package nustream.local.flavor;

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
 * Shows how far a campaign is: a bar on a terminal, else a line every few seconds. Says accepted,
 * acceptance, candidates per second and the time left.
 */
final class CampaignProgress implements Consumer<Campaign>, AutoCloseable {
  private static final long LINE_SECONDS = 5;
  private static final int REDRAW_MS = 200;
  private static final int DEFAULT_WIDTH = 110;

  private final Terminal terminal;
  private final long target;
  private final long begin = System.nanoTime();
  private final ProgressBar bar;
  private long lastLine = begin;

  CampaignProgress(Terminal terminal, long target) {
    this.terminal = terminal;
    this.target = target;
    this.bar = terminal.interactive() ? bar(terminal, target) : null;
  }

  @Override
  public void accept(Campaign campaign) {
    Progress progress = campaign.getProgress();
    if (bar != null) {
      bar.stepTo(Math.min(progress.getAccepted(), target));
      bar.setExtraMessage(message(progress));
    } else if (System.nanoTime() - lastLine >= TimeUnit.SECONDS.toNanos(LINE_SECONDS)) {
      lastLine = System.nanoTime();
      terminal.say(
          "accepted %d of %d, %s%s",
          progress.getAccepted(), target, message(progress), left(progress));
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
      return "waiting for the first block";
    }
    return String.format(
        Locale.ROOT,
        "acceptance %.1f %%, %.0f candidates/s",
        100.0 * progress.getAccepted() / progress.getGenerated(),
        progress.getGenerated() / seconds());
  }

  private String left(Progress progress) {
    if (progress.getAccepted() == 0) {
      return "";
    }
    double perSolution = seconds() / progress.getAccepted();
    return String.format(
        Locale.ROOT, ", %.0f s left", perSolution * Math.max(0, target - progress.getAccepted()));
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static ProgressBar bar(Terminal terminal, long target) {
    return new ProgressBarBuilder()
        .setTaskName("accepted")
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

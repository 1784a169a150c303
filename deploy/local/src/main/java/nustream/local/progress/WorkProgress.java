package nustream.local.progress;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import nustream.local.Terminal;

/**
 * Shows how far work of a known size in this process is, from its second second on: a bar on a
 * terminal, else a line every few seconds; with the rate and the time left. Thread-safe.
 */
public final class WorkProgress implements AutoCloseable {
  private static final long QUIET_SECONDS = 2;
  private static final long LINE_SECONDS = 5;
  private static final int REDRAW_MS = 200;
  private static final int DEFAULT_WIDTH = 110;

  private final Terminal terminal;
  private final String noun;
  private final long begin = System.nanoTime();
  private long nextLine = begin + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
  private long total;
  private long done;
  private ProgressBar bar;

  /**
   * @param noun what is counted, in the plural
   * @param total how many there are
   */
  public WorkProgress(Terminal terminal, String noun, long total) {
    this.terminal = terminal;
    this.noun = noun;
    this.total = total;
  }

  /**
   * How many there are is said later.
   *
   * @param noun what is counted, in the plural
   */
  public WorkProgress(Terminal terminal, String noun) {
    this(terminal, noun, 0);
  }

  /** So many are done of so many; what comes late is not told. */
  public synchronized void reach(long now, long of) {
    total = of;
    if (now > done) {
      step(now - done);
    }
  }

  /** One more is done. */
  public void step() {
    step(1);
  }

  /** So many more are done. */
  public synchronized void step(long more) {
    done += more;
    long now = System.nanoTime();
    if (bar != null) {
      bar.stepTo(done);
    } else if (now >= nextLine && done < total) {
      if (terminal.interactive()) {
        bar = bar();
        bar.stepTo(done);
      } else {
        nextLine = now + TimeUnit.SECONDS.toNanos(LINE_SECONDS);
        terminal.say("%s", line(noun, done, total, (now - begin) / 1e9));
      }
    }
  }

  /** For example "maps 40 of 100, 8.0/s, 8 s left". */
  static String line(String noun, long done, long total, double seconds) {
    double rate = done / seconds;
    return String.format(
        Locale.ROOT,
        "%s %d of %d, %s/s, %.0f s left",
        noun,
        done,
        total,
        rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : String.format("%.0f", rate),
        (total - done) / rate);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName(noun)
        .setInitialMax(total)
        .showSpeed()
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

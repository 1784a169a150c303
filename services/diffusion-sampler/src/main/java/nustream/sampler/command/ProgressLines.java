package nustream.sampler.command;

import java.io.PrintWriter;
import java.util.Locale;
import nustream.sampler.training.TrainingProgress;

/** One line per checkpoint on standard error. */
record ProgressLines(PrintWriter err) implements TrainingProgress {
  @Override
  public void report(long step, long totalSteps, double loss, double stepsPerSecond) {
    err.printf(
        Locale.ROOT,
        "step=%d of=%d loss=%.5f steps_per_second=%.2f minutes_left=%.1f%n",
        step,
        totalSteps,
        loss,
        stepsPerSecond,
        (totalSteps - step) / stepsPerSecond / 60);
    err.flush();
  }
}

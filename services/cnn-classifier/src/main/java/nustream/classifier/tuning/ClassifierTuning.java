package nustream.classifier.tuning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import nustream.classifier.maps.MapSource;
import nustream.classifier.training.Candidate;
import nustream.classifier.training.ClassifierTraining;
import nustream.classifier.training.TrainingSettings;
import nustream.learning.tuning.Study;
import nustream.learning.tuning.StudySettings;
import nustream.learning.tuning.Trial;
import nustream.learning.tuning.TrialPrunedException;
import nustream.learning.tuning.journal.JournalFile;
import nustream.learning.tuning.report.TuningReport;
import nustream.learning.tuning.trial.StudySnapshot;

/**
 * Tunes trainings by their cross-entropy on validation maps. Everything is in one folder: {@code
 * journal.log} in Optuna's format, a folder per trial, and the report. Several processes with the
 * same folder share the work; a process that was killed loses nothing but the time since the last
 * checkpoint of its trial, which another one takes up. One training per process.
 */
public final class ClassifierTuning {
  /** File of the journal in the folder. */
  public static final String JOURNAL = "journal.log";

  /** Told of the end of each trial. */
  public interface Progress {
    void ended(Trial trial);
  }

  private final SearchSpace space;
  private final Supplier<MapSource> maps;
  private final Path folder;

  /**
   * @param maps opens a source of the maps of the task
   * @param folder of the study
   */
  public ClassifierTuning(SearchSpace space, Supplier<MapSource> maps, Path folder) {
    this.space = space;
    this.maps = maps;
    this.folder = folder;
  }

  /** Runs trials until all workers together have this many, and writes the report. */
  public StudySnapshot run(StudySettings settings, int trials, Progress progress)
      throws IOException, InterruptedException {
    try (Study study = Study.open(new JournalFile(folder.resolve(JOURNAL)), settings)) {
      study.optimize(
          trial -> {
            try {
              return train(trial);
            } finally {
              progress.ended(trial);
            }
          },
          trials);
      StudySnapshot done = study.snapshot();
      new TuningReport(done).write(folder.resolve("report"));
      return done;
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private double train(Trial trial) throws IOException, InterruptedException {
    TrainingSettings settings = space.suggest(trial);
    long every = settings.stopping().every();
    // A trial that is begun again has the same settings, and goes on from its checkpoint.
    Path place = folder.resolve("trials").resolve(String.valueOf(trial.origin()));
    boolean[] pruned = {false};
    Candidate best;
    try {
      best =
          new ClassifierTraining(settings, maps, place)
              .run(
                  (now, rate) -> {
                    trial.report(now.validation().loss(), (int) ((now.step() + every - 1) / every));
                    pruned[0] = trial.shouldPrune();
                    return !pruned[0];
                  });
    } catch (IllegalStateException e) { // a loss that is not a number
      trial.note("diverged", e.getMessage());
      throw new TrialPrunedException(e.getMessage());
    }
    trial.note("accuracy", best.validation().accuracy());
    trial.note("auc", best.validation().area());
    trial.note("step", best.step());
    if (pruned[0]) {
      throw new TrialPrunedException("trial " + trial.number());
    }
    return best.validation().loss();
  }
}

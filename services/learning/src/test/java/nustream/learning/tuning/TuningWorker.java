package nustream.learning.tuning;

import java.nio.file.Path;
import nustream.learning.tuning.journal.JournalFile;
import nustream.learning.tuning.pruning.Pruner;
import nustream.learning.tuning.sampling.TpeSampler;
import nustream.learning.tuning.sampling.TpeSettings;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.worker.WorkerProcesses;

/**
 * A worker as a process of its own. Arguments: the journal, the trials in all, the trial in which
 * the process waits to be killed, or -1, and the process with which it ends, or none.
 */
public final class TuningWorker {
  private TuningWorker() {}

  static Study open(Path journal) throws Exception {
    return Study.open(
        new JournalFile(journal),
        new StudySettings(
            "shared", Direction.MINIMIZE, new TpeSampler(TpeSettings.defaults(7)), Pruner.none()));
  }

  static double objective(Trial trial) {
    double x = trial.suggestFloat("x", -5, 5);
    double y = trial.suggestLogFloat("y", 0.01, 100);
    return x * x + Math.log(y) * Math.log(y);
  }

  public static void main(String[] arguments) throws Exception {
    int hanging = Integer.parseInt(arguments[2]);
    if (arguments.length > 3) {
      WorkerProcesses.endWith(Long.parseLong(arguments[3]));
    }
    try (Study study = open(Path.of(arguments[0]))) {
      study.optimize(
          trial -> {
            if (trial.number() == hanging) {
              trial.suggestFloat("x", -5, 5);
              System.out.println("waiting");
              Thread.sleep(Long.MAX_VALUE);
            }
            return objective(trial);
          },
          Integer.parseInt(arguments[1]));
    }
  }
}

package nustream.learning.tuning;

import java.util.List;
import nustream.learning.tuning.worker.WorkerProcesses;

/**
 * Shares the trials of a journal among worker processes. Arguments: the journal, the trials in all,
 * the trial in which a worker waits to be killed, or -1, and the number of workers.
 */
public final class TuningParent {
  private TuningParent() {}

  public static void main(String[] arguments) throws Exception {
    List<Integer> codes =
        WorkerProcesses.run(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                TuningWorker.class.getName(),
                arguments[0],
                arguments[1],
                arguments[2],
                String.valueOf(ProcessHandle.current().pid())),
            Integer.parseInt(arguments[3]));
    System.out.println(codes);
  }
}

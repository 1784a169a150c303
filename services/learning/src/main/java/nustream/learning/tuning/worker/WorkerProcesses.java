package nustream.learning.tuning.worker;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Worker processes of one study, which share its journal: gradients are collected once per JVM at a
 * time, so that trials at the same time are trials in several JVMs. A worker that dies leaves its
 * trial to the others; when this process dies, all end.
 */
public final class WorkerProcesses {
  /** Each takes a core, and some hundred MB. */
  public static final int MOST = 64;

  private static final int EXIT_ORPHANED = 3;

  private WorkerProcesses() {}

  /**
   * Starts workers and waits until all have ended. What they say on standard error is passed on.
   *
   * @param command of a worker, which calls {@link #endWith} with the id of this process
   * @param count from 1 to {@link #MOST}
   * @return the exit codes, 0 of a worker that found no more trials to do
   * @throws InterruptedException after all workers were ended
   */
  public static List<Integer> run(List<String> command, int count)
      throws IOException, InterruptedException {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("workers = " + count + ", allowed 1 to " + MOST);
    }
    List<Process> workers = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        workers.add(
            new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start());
      }
      List<Integer> codes = new ArrayList<>();
      for (Process worker : workers) {
        codes.add(worker.waitFor());
      }
      return codes;
    } finally {
      workers.forEach(Process::destroyForcibly);
    }
  }

  /**
   * Ends this process, a worker, as soon as that one is gone, however it ended. The journal and the
   * checkpoints survive that at any time.
   *
   * @param parent id of the process that started this one
   */
  public static void endWith(long parent) {
    ProcessHandle.of(parent)
        .ifPresentOrElse(
            process -> {
              var unused = process.onExit().thenRun(() -> Runtime.getRuntime().halt(EXIT_ORPHANED));
            },
            () -> Runtime.getRuntime().halt(EXIT_ORPHANED));
  }

  /**
   * The command line that starts this program once more: the same JVM, flags and classes.
   *
   * @param arguments of the program
   */
  public static List<String> again(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agentlib:")) // a debugger's port can be had once
        .forEach(command::add);
    String classes = System.getProperty("java.class.path");
    String started = System.getProperty("sun.java.command", "");
    if (started.equals(classes) || started.startsWith(classes + " ")) {
      command.addAll(List.of("-jar", classes));
    } else {
      command.addAll(List.of("-cp", classes, started.split(" ", 2)[0]));
    }
    command.addAll(arguments);
    return command;
  }
}

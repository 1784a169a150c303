package nustream.local.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python with what files and clients are tried with, installed below target while other tests
 * run, in the versions of python-constraints.txt. Where that cannot be had, tests that want it are
 * skipped and say why; where CI is set they fail.
 */
final class PythonTools {
  /** What reads the files, on top of what the clients need. */
  private static final List<String> READERS = List.of("numpy", "pyarrow", "astropy");

  private static final int INSTALL_MINUTES = 25;
  private static final int VENV_MINUTES = 5;

  private final Path root;
  private final Path folder;
  private final CompletableFuture<Path> python;

  /**
   * Begins to install.
   *
   * @param root of the repository
   */
  PythonTools(Path root) {
    this.root = root;
    this.folder = root.resolve("deploy/local/target/python");
    this.python = CompletableFuture.supplyAsync(this::install);
  }

  Path stubs() {
    return folder.resolve("stubs");
  }

  /** The program, once everything is there; ends the test where it cannot be had. */
  Path await() throws InterruptedException {
    try {
      return python.get(INSTALL_MINUTES + 2L * VENV_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      String why = "no Python with " + READERS + " and the clients' libraries: " + e;
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        return Assertions.fail(why, e);
      }
      return Assumptions.abort(why);
    }
  }

  private Path install() {
    Path program = folder.resolve("venv/bin/python");
    Path done = folder.resolve("installed");
    Path log = folder.resolve("install.log");
    Path constraints = root.resolve("deploy/local/src/test/resources/python-constraints.txt");
    try {
      if (Files.exists(done) && Files.mismatch(done, constraints) < 0) {
        return program;
      }
      Files.createDirectories(folder);
      run(VENV_MINUTES, log, List.of("python3", "-m", "venv", folder.resolve("venv").toString()));
      var install =
          new ArrayList<>(
              List.of(
                  program.toString(),
                  "-m",
                  "pip",
                  "install",
                  "--disable-pip-version-check",
                  "--timeout=60",
                  "--retries=10",
                  "--prefer-binary",
                  "-c",
                  constraints.toString(),
                  "-r",
                  root.resolve("deploy/clients/python/requirements.txt").toString()));
      install.addAll(READERS);
      run(INSTALL_MINUTES, log, install);
      run(
          VENV_MINUTES,
          log,
          List.of(
              program.toString(),
              root.resolve("deploy/clients/python/stubs.py").toString(),
              stubs().toString()));
      Files.copy(constraints, done, StandardCopyOption.REPLACE_EXISTING);
      return program;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void run(int minutes, Path log, List<String> command)
      throws IOException, InterruptedException {
    var said = new OtherProgram(command, log).run(minutes);
    if (said.code() != 0) {
      throw new IllegalStateException(command + " ended with " + said.code() + ": " + said.tail());
    }
  }
}

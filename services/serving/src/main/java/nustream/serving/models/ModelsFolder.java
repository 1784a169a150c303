package nustream.serving.models;

import java.nio.file.Path;

/** Where the model store is when nobody says. */
public final class ModelsFolder {
  private static final String RUNNER = "quarkus-run.jar";
  private static final String NAME = "models";

  private ModelsFolder() {}

  /**
   * {@code models} beside the packaged program, where the build puts the shipped models; {@code
   * models} in the working folder when the program is not run from its package.
   */
  public static Path byDefault() {
    return byDefault(System.getProperty("java.class.path", ""));
  }

  static Path byDefault(String classPath) {
    Path program = Path.of(classPath.split(java.io.File.pathSeparator, 2)[0]).toAbsolutePath();
    return program.endsWith(RUNNER) ? program.resolveSibling(NAME) : Path.of(NAME);
  }
}

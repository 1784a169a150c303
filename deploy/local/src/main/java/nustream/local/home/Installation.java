package nustream.local.home;

import java.nio.file.Files;
import java.nio.file.Path;
import nustream.local.UserError;

/**
 * Where the built program lies.
 *
 * @param root the repository's folder
 */
public record Installation(Path root) {
  /** System property that the start script sets. */
  public static final String ROOT_PROPERTY = "nustream.root";

  private static final String MODELS_VARIABLE = "NUSTREAM_MODELS";
  private static final String CLASSIFIERS_VARIABLE = "NUSTREAM_CLASSIFIERS";

  public Installation {
    root = root.toAbsolutePath().normalize();
  }

  public static Installation current() {
    return new Installation(Path.of(System.getProperty(ROOT_PROPERTY, ".")));
  }

  /** The jar that starts a service; {@link UserError} when it has not been built. */
  public Path serviceJar(String service) {
    Path jar =
        root.resolve("services").resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new UserError(
          service + " is not built: there is no " + jar + "; run ./mvnw -DskipTests package");
    }
    return jar;
  }

  /** The store of flavour models: NUSTREAM_MODELS, else what ships with the program. */
  public Path models() {
    return store(MODELS_VARIABLE, "diffusion-sampler");
  }

  /** The store of lensing models: NUSTREAM_CLASSIFIERS, else what ships with the program. */
  public Path classifiers() {
    return store(CLASSIFIERS_VARIABLE, "cnn-classifier");
  }

  private Path store(String name, String service) {
    String variable = System.getenv(name);
    if (variable != null && !variable.isBlank()) {
      return Path.of(variable).toAbsolutePath();
    }
    return root.resolve("services").resolve(service).resolve("src/main/models");
  }
}

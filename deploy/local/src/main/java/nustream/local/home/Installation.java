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

  /** The model store: NUSTREAM_MODELS, else the models that ship with the program. */
  public Path models() {
    String variable = System.getenv(MODELS_VARIABLE);
    if (variable != null && !variable.isBlank()) {
      return Path.of(variable).toAbsolutePath();
    }
    return root.resolve("services/diffusion-sampler/src/main/models");
  }
}

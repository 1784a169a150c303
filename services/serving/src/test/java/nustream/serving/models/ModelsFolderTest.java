package nustream.serving.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelsFolderTest {
  @Test
  void besideThePackagedProgram() {
    assertEquals(Path.of("/opt/app/models"), ModelsFolder.byDefault("/opt/app/quarkus-run.jar"));
  }

  @Test
  void inTheWorkingFolderOtherwise() {
    assertEquals(Path.of("models"), ModelsFolder.byDefault("target/classes:lib/a.jar"));
  }
}

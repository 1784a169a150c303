package nustream.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceToolTest {
  private static final Path STORE = Path.of("models");

  @Test
  void programsAreToldTheStoreUnlessTheyAreToldAnother() {
    assertEquals(
        List.of("classify", "--store=models", "a.fits"),
        ServiceTool.words("classify", STORE, List.of("a.fits")));
    assertEquals(
        List.of("classify", "--store", "mine", "a.fits"),
        ServiceTool.words("classify", STORE, List.of("--store", "mine", "a.fits")));
    assertEquals(
        List.of("explain", "--help"), ServiceTool.words("explain", STORE, List.of("--help")));
  }

  /** They would refuse an option that they do not know. */
  @Test
  void programsWithoutAStoreAreNotToldOne() {
    for (String word : List.of("tune", "sweep")) {
      assertEquals(
          List.of(word, "--out", "x"), ServiceTool.words(word, STORE, List.of("--out", "x")));
    }
  }
}

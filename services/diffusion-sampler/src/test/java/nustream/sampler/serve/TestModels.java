package nustream.sampler.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;

/** Releases whose file is a line of text, for services with fake generators. */
public final class TestModels {
  public static final String NAME = "seesaw-informed";

  private TestModels() {}

  /** Releases a model of this content for normal ordering. */
  public static ModelRelease release(ModelStore store, String name, String content) {
    try {
      Path file = Files.createTempFile("model", ".bin");
      try {
        Files.writeString(file, content);
        return store.release(name, file, card(name));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelCard card(String name) {
    return new ModelCard(
        name,
        "informed",
        "anarchy/log1",
        List.of("NO"),
        "test",
        List.of("none"),
        "none",
        Map.of(),
        Map.of(),
        Map.of(),
        0.25,
        40,
        0.5,
        0,
        0,
        "",
        "2026-01-31T12:00:00Z");
  }
}

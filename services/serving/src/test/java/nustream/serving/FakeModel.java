package nustream.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.serving.models.ServedModel;

/** A model whose file is a line of text. */
public record FakeModel(ModelRelease release) implements ServedModel {
  /** Variant in the card of releases that are of another kind. */
  static final String OTHER_KIND = "other";

  /**
   * The model of a release.
   *
   * @throws IllegalArgumentException when the release is of another kind
   */
  public static FakeModel of(ModelRelease release) {
    if (release.card().variant().equals(OTHER_KIND)) {
      throw new IllegalArgumentException("a release of another kind");
    }
    return new FakeModel(release);
  }

  /** Releases a model of this content. */
  public static FakeModel released(ModelStore store, String name, String content) {
    return new FakeModel(release(store, name, content, "text"));
  }

  /** Releases what {@link #of} refuses. */
  public static ModelRelease releasedOfOtherKind(ModelStore store, String name) {
    return release(store, name, "else", OTHER_KIND);
  }

  private static ModelRelease release(
      ModelStore store, String name, String content, String variant) {
    try {
      Path file = Files.createTempFile("model", ".bin");
      try {
        Files.writeString(file, content);
        return store.release(name, file, card(name, variant));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelCard card(String name, String variant) {
    return new ModelCard(
        name,
        variant,
        "none",
        List.of(),
        "test",
        List.of("none"),
        "none",
        Map.of(),
        Map.of(),
        Map.of(),
        0,
        1,
        0,
        0,
        0,
        "",
        "2026-01-31T12:00:00Z");
  }
}

package nustream.learning.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  // SHA-256 of the three bytes "abc": FIPS 180-4, first example.
  private static final String ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String NAME = "seesaw-informed";

  @TempDir private Path folder;
  private Path root;
  private ModelStore store;

  @BeforeEach
  void openStore() {
    root = folder.resolve("models");
    store = ModelStore.open(root);
  }

  @Test
  void aReleaseIsNamedByTheDigestOfItsFile() throws IOException {
    ModelRelease release = release("abc");

    assertEquals(ABC, release.digest());
    assertEquals(root.resolve(NAME).resolve("ba7816bf8f01"), release.folder());
    assertEquals("abc", Files.readString(release.modelFile()));
    assertEquals(3, release.card().sizeBytes());
    assertEquals(ABC, release.card().digest());
    assertEquals(release, store.load(NAME));
    assertEquals(release, store.load(ABC));
  }

  @Test
  void theNameMeansTheLatestReleaseAndOlderOnesStay() throws IOException {
    ModelRelease first = release("abc");
    ModelRelease second = release("abcd");

    assertEquals(second, store.load(NAME));
    assertEquals(first, store.load(first.digest()));
    assertEquals(List.of(NAME), store.names());
    assertEquals(List.of(NAME, NAME), store.list().stream().map(ModelRelease::name).toList());
  }

  @Test
  void theSameFileAgainKeepsTheFirstCardAndBecomesCurrent() throws IOException {
    ModelRelease first = release("abc");
    release("abcd");

    ModelCard otherCard = ModelCardTest.card(NAME).withMetrics(java.util.Map.of("other", 1.0));
    ModelRelease again = store.release(NAME, file("abc"), otherCard);

    assertEquals(first, again);
    assertEquals(first, store.load(NAME));
    assertEquals(2, store.list().size());
  }

  @Test
  void aFlippedByteIsRefusedAsCorrupt() throws IOException {
    ModelRelease release = release("abc");
    Files.writeString(release.modelFile(), "abd");

    assertRefused(ModelRefusedException.Reason.CORRUPT_MODEL, "model.bin", NAME);
    assertRefused(ModelRefusedException.Reason.CORRUPT_MODEL, "model.bin", ABC);
  }

  @Test
  void aTruncatedFileIsRefusedWithBothSizes() throws IOException {
    ModelRelease release = release("abc");
    Files.writeString(release.modelFile(), "ab");

    assertRefused(ModelRefusedException.Reason.CORRUPT_MODEL, "2 bytes, its card says 3", NAME);
  }

  @Test
  void aHalfWrittenFolderIsRefusedAndDoesNotHideTheOthers() throws IOException {
    ModelRelease first = release("abc");
    ModelRelease second = release("abcd");
    Files.delete(second.folder().resolve("card.json"));

    assertRefused(ModelRefusedException.Reason.CORRUPT_MODEL, "card.json", NAME);
    assertEquals(List.of(first), store.list());
  }

  @Test
  void aReleaseKilledBeforeItsMoveLeavesNoTrace() throws IOException {
    ModelRelease first = release("abc");
    Path draft = Files.createDirectories(root.resolve(NAME).resolve(".release-1"));
    Files.writeString(draft.resolve("model.bin"), "half");

    assertEquals(List.of(first), store.list());
    assertEquals(first, store.load(NAME));
  }

  @Test
  void anUnreadableCardIsRefusedNamingTheField() throws IOException {
    ModelRelease release = release("abc");
    Path card = release.folder().resolve("card.json");
    Files.writeString(
        card, Files.readString(card).replace("\"default_steps\" : 20", "\"default_steps\" : 0"));

    assertRefused(ModelRefusedException.Reason.CORRUPT_MODEL, "default_steps is '0'", NAME);
  }

  @Test
  void unknownNamesAndDigestsAreRefused() throws IOException {
    release("abc");

    assertRefused(ModelRefusedException.Reason.UNKNOWN_MODEL, "no model 'other'", "other");
    assertRefused(ModelRefusedException.Reason.UNKNOWN_MODEL, "no model '../models'", "../models");
    assertRefused(ModelRefusedException.Reason.UNKNOWN_MODEL, "no model ''", "");
    String absent = "sha256:" + "0".repeat(64);
    assertRefused(ModelRefusedException.Reason.UNKNOWN_MODEL, absent, absent);
    String samePrefix = ABC.substring(0, ABC.length() - 1) + "e";
    assertRefused(ModelRefusedException.Reason.UNKNOWN_MODEL, samePrefix, samePrefix);
  }

  @Test
  void anEmptyStoreListsNothing() {
    assertEquals(List.of(), store.list());
    assertEquals(List.of(), store.names());
    assertTrue(store.current(NAME).isEmpty());
  }

  @Test
  void aDamagedPointerIsRefused() throws IOException {
    release("abc");
    Files.writeString(root.resolve(NAME).resolve("current"), "yesterday");

    assertRefused(ModelRefusedException.Reason.CORRUPT_MODEL, "yesterday", NAME);
  }

  @Test
  void releasesAtTheSameTimeAreAllWhole() throws Exception {
    int writers = 8;
    int rounds = 5;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      CyclicBarrier start = new CyclicBarrier(writers);
      List<Future<List<ModelRelease>>> results = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        // Pairs of writers release the same file.
        Path[] files = new Path[rounds];
        for (int round = 0; round < rounds; round++) {
          files[round] = file("model " + writer / 2 + " of round " + round);
        }
        results.add(
            threads.submit(
                () -> {
                  List<ModelRelease> released = new ArrayList<>();
                  for (Path file : files) {
                    start.await(2, TimeUnit.MINUTES);
                    released.add(store.release(NAME, file, ModelCardTest.card(NAME)));
                    store.load(NAME);
                  }
                  return released;
                }));
      }
      for (Future<List<ModelRelease>> result : results) {
        for (ModelRelease release : result.get(2, TimeUnit.MINUTES)) {
          assertEquals(release, store.load(release.digest()));
        }
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(rounds * writers / 2, store.list().size());
    assertNoDrafts();
  }

  @Test
  void aCardOfAnotherNameIsNotReleased() throws IOException {
    Path file = file("abc");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> store.release(NAME, file, ModelCardTest.card("seesaw-plain")));
    assertTrue(refused.getMessage().contains("seesaw-plain"), refused.getMessage());
    assertFalse(Files.exists(root));
  }

  private void assertRefused(
      ModelRefusedException.Reason reason, String inMessage, String nameOrDigest) {
    ModelRefusedException refused =
        assertThrows(ModelRefusedException.class, () -> store.load(nameOrDigest));
    assertEquals(reason, refused.reason());
    assertTrue(refused.getMessage().startsWith(reason.word()), refused.getMessage());
    assertTrue(refused.getMessage().contains(inMessage), refused.getMessage());
  }

  private void assertNoDrafts() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      assertEquals(
          List.of(), paths.filter(path -> path.getFileName().toString().startsWith(".")).toList());
    }
  }

  private ModelRelease release(String content) throws IOException {
    return store.release(NAME, file(content), ModelCardTest.card(NAME));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "trained", ".bin"), content);
  }
}

package nustream.classifier.simulator;

import static nustream.messaging.testing.Patience.LONG;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nustream.classifier.maps.MapKey;
import nustream.classifier.maps.MapSide;
import nustream.classifier.maps.MapSource;
import nustream.classifier.maps.MapSources;
import nustream.classifier.maps.MapsUnavailableException;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.DetectionTask.FixedAmplitude;
import nustream.classifier.model.ModelFile;
import nustream.classifier.training.Candidate;
import nustream.classifier.training.ClassifierTraining;
import nustream.classifier.training.SmallTask;
import nustream.classifier.training.Stopping;
import nustream.classifier.training.TrainingProgress;
import nustream.classifier.training.TrainingSettings;
import nustream.learning.batch.BatchFailedException;
import nustream.messaging.client.ServiceAccess;
import nustream.messaging.client.ServiceAddress;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StreamedMapsTest {
  private static final long SEED = 5;
  private static final int SIZE = 32 * 32;

  /** Long enough for a busy machine to answer, short enough to wait for its end. */
  private static final Patience SHORT =
      new Patience(3, Duration.ofMillis(20), Duration.ofSeconds(60));

  @TempDir Path folder;
  private TestSimulator simulator;

  @BeforeEach
  void start() throws IOException {
    simulator = new TestSimulator(0);
  }

  @AfterEach
  void stop() throws InterruptedException {
    simulator.close();
  }

  private static SimulatorConnection to(ServiceAddress address, Patience patience) {
    return new SimulatorConnection(SmallTask.UNIVERSE, SEED, address, ServiceAccess.NONE, patience);
  }

  private SimulatorConnection connection() {
    return to(simulator.address(), SHORT);
  }

  /** Pairs of the validation side, one after the other. */
  private static List<MapKey> pairs(int count) {
    List<MapKey> keys = new ArrayList<>();
    for (int n = 0; n < 2 * count; n++) {
      keys.add(new MapKey(n % 2 * SmallTask.MASS_EV, MapSide.VALIDATION.index(n / 2)));
    }
    return keys;
  }

  private static float[] map(MapSource maps, MapKey key) {
    float[] pixels = new float[SIZE];
    maps.write(key.massEv(), key.index(), pixels, 0);
    return pixels;
  }

  private static void assertMadeHere(MapSource streamed, List<MapKey> keys) {
    MapSource here = SmallTask.maps(SEED).get();
    for (MapKey key : keys) {
      assertArrayEquals(map(here, key), map(streamed, key), key.toString());
    }
  }

  /** Whether the maps travel or not: the same weights, the same files, the same digest. */
  @Test
  void aTrainingOnStreamedMapsGivesTheSameBytes() throws Exception {
    TrainingSettings settings = SmallTask.settings(SEED, false, new Stopping(4, 2, 32, 64, 10));
    Candidate here =
        new ClassifierTraining(settings, SmallTask.maps(SEED), folder.resolve("here"))
            .run(TrainingProgress.NONE);
    Candidate streamed;
    try (MapSources maps = connection()) {
      streamed =
          new ClassifierTraining(settings, maps, folder.resolve("streamed"))
              .run(TrainingProgress.NONE);
    }
    assertEquals(here.validation(), streamed.validation());
    assertArrayEquals(packed(settings, here), packed(settings, streamed));
    Map<String, List<Byte>> checkpoints = files(folder.resolve("here/checkpoints"));
    assertTrue(!checkpoints.isEmpty());
    assertEquals(checkpoints, files(folder.resolve("streamed/checkpoints")));
    // Pairs travel together: far fewer calls than the 4 x 56 + 5 x 64 maps.
    assertTrue(simulator.calls.size() < 60, simulator.calls.size() + " calls");
  }

  private static byte[] packed(TrainingSettings settings, Candidate candidate) throws IOException {
    return ModelFile.pack(settings.network(), candidate.parameters(), candidate.statistics());
  }

  private static Map<String, List<Byte>> files(Path place) throws IOException {
    Map<String, List<Byte>> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(place)) {
      for (Path file : all.toList()) {
        List<Byte> bytes = new ArrayList<>();
        for (byte one : Files.readAllBytes(file)) {
          bytes.add(one);
        }
        files.put(file.getFileName().toString(), bytes);
      }
    }
    return files;
  }

  @Test
  void mapsThatWereNotAnnouncedComeAsWell() {
    List<MapKey> keys = pairs(3);
    try (SimulatorConnection connection = connection()) {
      MapSource maps = connection.get();
      maps.announce(keys);
      assertMadeHere(maps, List.of(keys.get(0), keys.get(4), keys.get(1), keys.get(1)));
    }
  }

  /** Every call breaks after three maps; none is lost, none comes twice. */
  @Test
  void aBrokenCallGoesOnWhereItBroke() {
    simulator.breakAfter = 3;
    List<MapKey> keys = pairs(8);
    try (SimulatorConnection connection = connection()) {
      MapSource maps = connection.get();
      maps.announce(keys);
      assertMadeHere(maps, keys);
    }
    assertEquals(6, simulator.calls.size());
  }

  @Test
  void aSimulatorMayBeRestarted() throws Exception {
    List<MapKey> keys = pairs(40);
    Patience patient = new Patience(12, Duration.ofMillis(20), Duration.ofSeconds(60));
    ServiceAddress address = simulator.address();
    try (SimulatorConnection connection = to(address, patient)) {
      MapSource maps = connection.get();
      maps.announce(keys);
      assertMadeHere(maps, keys.subList(0, 2));
      simulator.close();
      CompletableFuture<Void> rest =
          CompletableFuture.runAsync(() -> assertMadeHere(maps, keys.subList(2, keys.size())));
      simulator = new TestSimulator(address.port());
      rest.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** No host: an error that names it, after a bounded number of attempts; a training ends by it. */
  @Test
  void aSimulatorThatIsNotThereEndsTheTraining() throws Exception {
    ServiceAddress gone = simulator.address();
    simulator.close();
    try (SimulatorConnection connection = to(gone, SHORT)) {
      MapSource maps = connection.get();
      var failed = assertThrows(MapsUnavailableException.class, () -> map(maps, pairs(1).get(0)));
      assertTrue(
          failed
              .getMessage()
              .startsWith(
                  "no maps from the map simulator at " + gone + " (attempt 3 of 3): UNAVAILABLE: "),
          failed.getMessage());
    }
  }

  /** Dies while batches are made on their own thread: the training ends with the same words. */
  @Test
  void aSimulatorThatDiesEndsTheTraining() {
    TrainingSettings settings = SmallTask.settings(SEED, false, new Stopping(50, 50, 8, 16, 10));
    try (SimulatorConnection connection = connection()) {
      List<MapSource> opened = new ArrayList<>();
      MapSources breaking =
          () -> {
            opened.add(connection.get());
            if (opened.size() == 2) {
              simulator.breakAfter = 0;
            }
            return opened.get(opened.size() - 1);
          };
      var failed =
          assertThrows(
              BatchFailedException.class,
              () -> new ClassifierTraining(settings, breaking, folder).run(TrainingProgress.NONE));
      assertTrue(failed.getMessage().contains("UNAVAILABLE: told to break"), failed.getMessage());
      assertTrue(failed.getCause() instanceof MapsUnavailableException);
    }
  }

  @Test
  void aSimulatorThatSaysNothingIsGivenUp() {
    simulator.silent = true;
    Patience impatient = new Patience(2, Duration.ofMillis(1), Duration.ofMillis(300));
    try (SimulatorConnection connection = to(simulator.address(), impatient)) {
      MapSource maps = connection.get();
      var failed = assertThrows(MapsUnavailableException.class, () -> map(maps, pairs(1).get(0)));
      assertTrue(
          failed.getMessage().contains("(attempt 2 of 2): DEADLINE_EXCEEDED: nothing came"),
          failed.getMessage());
    }
  }

  /** What is refused once is not asked for again. */
  @Test
  void aRefusalIsFinal() {
    simulator.understanding =
        request -> {
          throw new NustreamException(ErrorWord.INVALID_FIELD, "no such maps");
        };
    try (SimulatorConnection connection = connection()) {
      MapSource maps = connection.get();
      var failed = assertThrows(MapsUnavailableException.class, () -> map(maps, pairs(1).get(0)));
      assertTrue(
          failed.getMessage().endsWith(": INVALID_ARGUMENT: no such maps"), failed.getMessage());
      assertEquals(1, simulator.calls.size());
    }
  }

  @Test
  void anotherMapThanTheWantedOneIsNoticed() {
    simulator.understanding =
        request ->
            request.toBuilder()
                .setSeries(request.getSeries().toBuilder().setSeed(SEED + 1))
                .build();
    try (SimulatorConnection connection = connection()) {
      MapSource maps = connection.get();
      var failed = assertThrows(MapsUnavailableException.class, () -> map(maps, pairs(1).get(0)));
      assertTrue(failed.getMessage().contains("not the wanted map"), failed.getMessage());
    }
  }

  @Test
  void anInterruptedReaderStopsWaiting() throws Exception {
    simulator.silent = true;
    try (SimulatorConnection connection = connection()) {
      MapSource maps = connection.get();
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread reader =
          new Thread(
              () ->
                  end.complete(
                      assertThrows(CancellationException.class, () -> map(maps, pairs(1).get(0)))));
      reader.start();
      await().until(() -> simulator.calls.size() == 1);
      reader.interrupt();
      end.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void whatASeriesCannotSayIsRefused() {
    DetectionTask scaled = SmallTask.task(FixedAmplitude.PRIMORDIAL, true);
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new SimulatorConnection(
                    new TaskUniverse(scaled, SmallTask.SPECTRA),
                    SEED,
                    simulator.address(),
                    ServiceAccess.NONE));
    assertTrue(refused.getMessage().contains("two-point"), refused.getMessage());
  }
}

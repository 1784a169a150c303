package nustream.lensing.physics.boltzmann;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.background.MassHierarchy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferCacheTest {
  @TempDir Path folder;

  private final AtomicInteger solved = new AtomicInteger();
  private final Cosmology fiducial = Cosmology.massiveNusFiducial();

  /** Stands in for the equations: a table that depends on the mass. */
  private TransferTable solve(Cosmology cosmology) {
    solved.incrementAndGet();
    double[] k = {0.01, 0.1, 1, 10, 100};
    double[][] total = new double[TransferTable.TIMES][k.length];
    double[][] cold = new double[TransferTable.TIMES][k.length];
    for (int t = 0; t < TransferTable.TIMES; t++) {
      for (int i = 0; i < k.length; i++) {
        double growth = Math.exp(TransferTable.lnA(t));
        total[t][i] = (1 + cosmology.sumMassesEv()) * growth * (i + 1);
        cold[t][i] = 2 * total[t][i];
      }
    }
    return new TransferTable(k, total, cold);
  }

  private TransferCache cache(int mostFiles) {
    return new TransferCache(this::solve, folder, mostFiles);
  }

  @Test
  void anotherProcessReadsTheSameBits() {
    TransferTable first = cache(5).transfers(fiducial);
    TransferTable second = cache(5).transfers(fiducial);
    assertEquals(1, solved.get());
    assertArrayEquals(first.total(0.7), second.total(0.7));
    assertArrayEquals(first.cold(3), second.cold(3));
    assertArrayEquals(first.wavenumbers(), second.wavenumbers());
  }

  @Test
  void theSameCosmologyAskedForAtOnceIsSolvedOnce() {
    TransferCache cache = cache(5);
    List<CompletableFuture<TransferTable>> asked =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> cache.transfers(fiducial)))
            .toList();
    asked.forEach(CompletableFuture::join);
    assertEquals(1, solved.get());
  }

  @Test
  void amplitudeAndTiltShareATableButMassesDoNot() {
    TransferCache cache = cache(5);
    cache.transfers(fiducial);
    cache.transfers(fiducial.withAmplitude(new Amplitude.Sigma8(0.8)));
    cache.transfers(fiducial.withHierarchy(MassHierarchy.NORMAL));
    assertEquals(1, solved.get());
    assertNotEquals(
        TransferCache.digest(fiducial.withSumMassesEv(0.1)),
        TransferCache.digest(fiducial.withSumMassesEv(0.1).withHierarchy(MassHierarchy.NORMAL)));
  }

  @Test
  void theOldestFilesAreDeleted() throws IOException {
    TransferCache cache = cache(3);
    for (int i = 0; i < 6; i++) {
      cache.transfers(fiducial.withSumMassesEv(0.1 * i));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void aDamagedFileIsSolvedAgain() throws IOException {
    cache(5).transfers(fiducial);
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    double[] again = cache(5).transfers(fiducial).total(0);
    assertEquals(2, solved.get());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5}, again, 1e-12);
    // and the good file is back
    cache(5).transfers(fiducial);
    assertEquals(2, solved.get());
  }

  /** Growth as a power law is reproduced at every redshift, and its range is enforced. */
  @Test
  void interpolatesInTime() {
    TransferTable table = cache(1).transfers(fiducial);
    for (double z : new double[] {0, 0.01, 0.7, 5, 60, 99}) {
      assertEquals(1 / (1 + z), table.total(z)[0], 1e-12);
    }
    var error = assertThrows(IllegalArgumentException.class, () -> table.total(100));
    assertTrue(error.getMessage().contains("100"), error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> table.total(-0.1));
  }
}

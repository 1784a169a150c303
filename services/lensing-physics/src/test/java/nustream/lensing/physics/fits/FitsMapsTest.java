package nustream.lensing.physics.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.background.MassHierarchy;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitsMapsTest {
  private static final int BLOCK = 2880;
  private static final int SIDE = 24;

  private static ConvergenceMap map() {
    float[] pixels = new float[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (0.02 * Math.sin(0.7 * i));
    }
    return new ConvergenceMap(new MapGeometry(3.5, SIDE), pixels);
  }

  private static Recipe recipe() {
    Cosmology cosmology =
        Cosmology.massiveNusFiducial()
            .withSumMassesEv(0.1 + 0.2) // not a short decimal
            .withHierarchy(MassHierarchy.NORMAL)
            .withAmplitude(new Amplitude.Sigma8(1 / 1.21));
    Observation observation =
        new Observation(
            new MapGeometry(3.5, SIDE), Optional.of(new ShapeNoise(30, 0.26)), 1.1, 2000.5, 2);
    return new Recipe(
        cosmology,
        1.5,
        observation,
        MapKind.LOGNORMAL,
        NonlinearModel.HALOFIT,
        Long.MIN_VALUE + 1,
        9,
        1,
        Optional.of(Cosmology.massiveNusFiducial()));
  }

  @Test
  void aMapComesBackWithItsRecipeToTheLastBit(@TempDir Path folder) throws Exception {
    FitsMap written = new FitsMap(map(), Optional.of(recipe()));
    Path file = folder.resolve("map.fits");
    FitsMaps.write(file, written);
    FitsMap read = FitsMaps.read(file);
    assertArrayEquals(written.map().pixels(), read.map().pixels());
    assertEquals(written.recipe(), read.recipe());
    assertEquals(1, folder.toFile().list().length, "no part is left");
    assertArrayEquals(FitsMaps.bytes(written), FitsMaps.bytes(read));
  }

  /** By the standard: cards of 80 characters, big-endian pixels after the header's last block. */
  @Test
  void theFileIsWhatTheStandardSays() {
    byte[] file = FitsMaps.bytes(FitsMaps.of(map()));
    assertEquals(0, file.length % BLOCK);
    String header = new String(file, 0, BLOCK, StandardCharsets.US_ASCII);
    assertEquals("SIMPLE  =                    T", header.substring(0, 30));
    assertEquals("-32", value(header, "BITPIX"));
    assertEquals("24", value(header, "NAXIS1"));
    assertEquals("'RA---TAN'", value(header, "CTYPE1"));
    assertEquals(12.5, Double.parseDouble(value(header, "CRPIX2")));
    assertEquals(-3.5 / 24, Double.parseDouble(value(header, "CDELT1")), 1e-15);
    ByteBuffer data = ByteBuffer.wrap(file, BLOCK, file.length - BLOCK);
    for (float pixel : map().pixels()) {
      assertEquals(pixel, data.getFloat());
    }
  }

  @Test
  void aMapOfOthersHasTheSizeOfItsPixels() {
    byte[] file = FitsMaps.bytes(FitsMaps.of(map()));
    FitsMap read = FitsMaps.read(file);
    assertEquals(Optional.empty(), read.recipe());
    assertEquals(3.5, read.map().geometry().angleDeg(), 1e-12);
    FitsMap matrix =
        FitsMaps.read(replaced(replaced(file, "CDELT1", "CD1_1 "), "CDELT2", "CD2_2 "));
    assertEquals(3.5, matrix.map().geometry().angleDeg(), 1e-12);
  }

  @Test
  void whatIsNoMapIsRefusedByName() {
    byte[] file = FitsMaps.bytes(new FitsMap(map(), Optional.of(recipe())));
    byte[] bare = FitsMaps.bytes(FitsMaps.of(map()));
    assertRefused("FITS", "this is a text".getBytes(StandardCharsets.US_ASCII));
    assertRefused("", new byte[0]);
    assertRefused("damaged", Arrays.copyOf(file, file.length - BLOCK));
    assertRefused("FITS", Arrays.copyOf(file, 1000));
    assertRefused("99 x 24", replaced(bare, "NAXIS1  =                   24", 28, "99"));
    assertRefused("BITPIX = 16", replaced(bare, "BITPIX  =                  -32", 27, " 16"));
    assertRefused("size of the pixels is missing", replaced(bare, "CDELT1", "XDELT1"));
    assertRefused("'LOGNORMAS'", replaced(file, "'LOGNORMAL'", "'LOGNORMAS'"));
    assertRefused("NU_ZS is missing", replaced(file, "NU_ZS ", "NV_ZS "));

    float[] pixels = map().pixels();
    pixels[2 * SIDE + 3] = Float.NaN;
    byte[] hole = FitsMaps.bytes(FitsMaps.of(new ConvergenceMap(map().geometry(), pixels)));
    assertRefused("row 2, column 3 = NaN", hole);
  }

  private static void assertRefused(String part, byte[] file) {
    var refused = assertThrows(FitsRefusedException.class, () -> FitsMaps.read(file));
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }

  private static String value(String header, String key) {
    int card = header.indexOf(String.format("%-8s=", key));
    assertTrue(card >= 0 && card % 80 == 0, key);
    return header.substring(card + 10, card + 80).split("/")[0].trim();
  }

  private static byte[] replaced(byte[] file, String what, String by) {
    return replaced(file, what, 0, by);
  }

  private static byte[] replaced(byte[] file, String what, int offset, String by) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(what) + offset;
    assertTrue(at >= offset, what);
    byte[] changed = file.clone();
    byte[] bytes = by.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, changed, at, bytes.length);
    return changed;
  }
}

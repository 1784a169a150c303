package nustream.lensing.physics.fits;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.FitsFactory;
import nom.tam.fits.Header;
import nom.tam.util.FitsOutputStream;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;

/**
 * Writes and reads maps: one image of 32-bit floats, rows along the second axis, in a gnomonic
 * projection about the centre of the map (Calabretta and Greisen 2002), the recipe in the header.
 * The same map gives the same bytes. Thread-safe.
 */
public final class FitsMaps {
  /** Largest file that is read: the largest map in double precision, and 1 MiB for the rest. */
  public static final long MOST_BYTES =
      8L * MapGeometry.MOST_PIXELS * MapGeometry.MOST_PIXELS + (1 << 20);

  private static final String FIRST = "SIMPLE  =";

  private FitsMaps() {}

  /** The bytes of a file. */
  public static byte[] bytes(FitsMap map) {
    try {
      BasicHDU<?> image = FitsFactory.hduFactory(rows(map.map()));
      describe(image.getHeader(), map);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (Fits fits = new Fits();
          FitsOutputStream out = new FitsOutputStream(bytes)) {
        fits.addHDU(image);
        fits.write(out);
      }
      return bytes.toByteArray();
    } catch (FitsException | IOException e) {
      throw new IllegalStateException("a map could not be written to memory", e);
    }
  }

  /** Writes a file, whole or not at all; one of that name is replaced. */
  public static void write(Path file, FitsMap map) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    try {
      Files.write(part, bytes(map));
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Reads the first image of a file.
   *
   * @throws FitsRefusedException if it is damaged or not a map, naming what is not allowed
   * @throws IOException if the file cannot be read
   */
  public static FitsMap read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw tooLarge(size);
    }
    return read(Files.readAllBytes(file));
  }

  /**
   * Reads the first image of the bytes of a file.
   *
   * @throws FitsRefusedException as of {@link #read(Path)}
   */
  public static FitsMap read(byte[] file) {
    if (file.length > MOST_BYTES) {
      throw tooLarge(file.length);
    }
    if (!new String(file, 0, Math.min(file.length, FIRST.length()), StandardCharsets.US_ASCII)
        .equals(FIRST)) {
      throw new FitsRefusedException("the file is no FITS file: it does not begin with " + FIRST);
    }
    return new ImageReader(new ByteArrayInputStream(file), file.length).read();
  }

  private static FitsRefusedException tooLarge(long size) {
    return new FitsRefusedException(
        "file of " + size + " bytes is not allowed: at most " + MOST_BYTES);
  }

  private static float[][] rows(ConvergenceMap map) {
    int n = map.geometry().pixels();
    float[][] rows = new float[n][n];
    for (int row = 0; row < n; row++) {
      System.arraycopy(map.pixels(), row * n, rows[row], 0, n);
    }
    return rows;
  }

  private static void describe(Header header, FitsMap map) throws FitsException {
    MapGeometry geometry = map.map().geometry();
    double pixelDeg = geometry.angleDeg() / geometry.pixels();
    double centre = (geometry.pixels() + 1) / 2.0;
    header.addValue("OBJECT", "convergence", "dimensionless");
    header.addValue("ORIGIN", "Nustream", null);
    header.addValue("CTYPE1", "RA---TAN", "gnomonic projection");
    header.addValue("CTYPE2", "DEC--TAN", "gnomonic projection");
    header.addValue("CRPIX1", centre, "centre of the map");
    header.addValue("CRPIX2", centre, "centre of the map");
    header.addValue("CRVAL1", 0.0, "of a simulated sky");
    header.addValue("CRVAL2", 0.0, "of a simulated sky");
    header.addValue("CDELT1", -pixelDeg, "side of a pixel");
    header.addValue("CDELT2", pixelDeg, "side of a pixel");
    header.addValue("CUNIT1", "deg", null);
    header.addValue("CUNIT2", "deg", null);
    if (map.recipe().isPresent()) {
      RecipeKeywords.write(header, map.recipe().get());
    }
  }

  /** A map without a recipe. */
  public static FitsMap of(ConvergenceMap map) {
    return new FitsMap(map, Optional.empty());
  }
}

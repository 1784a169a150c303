package nustream.lensing.physics.fits;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.ImageData;
import nom.tam.fits.ImageHDU;
import nom.tam.util.FitsInputStream;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.recipe.Recipe;

/** Reads the first image of a stream. Its size is checked before memory is taken for its pixels. */
final class ImageReader {
  /** Tables and empty headers that may come before the image. */
  private static final int MOST_SKIPPED = 100;

  /** What the library has to say of a file is told by the exception; kept, so that it stays off. */
  private static final Logger LIBRARY = Logger.getLogger("nom.tam.fits");

  static {
    LIBRARY.setLevel(Level.SEVERE);
  }

  private final FitsInputStream in;
  private final long bytes;

  /**
   * @param bytes length of the whole file
   */
  ImageReader(InputStream in, long bytes) {
    this.in = new FitsInputStream(in);
    this.bytes = bytes;
  }

  FitsMap read() {
    try {
      for (int skipped = 0; skipped <= MOST_SKIPPED; skipped++) {
        Header header = Header.readHeader(in);
        if (header == null) {
          throw new FitsRefusedException("the file holds no image");
        }
        if (ImageHDU.isHeader(header) && header.getIntValue("NAXIS", 0) > 0) {
          return image(header);
        }
        skip(header);
      }
      throw new FitsRefusedException("the first " + MOST_SKIPPED + " parts hold no image");
    } catch (EOFException e) {
      throw new FitsRefusedException("the file is damaged: it ends too early", e);
    } catch (FitsException | IOException e) {
      throw new FitsRefusedException("the file is no FITS file or is damaged", e);
    } catch (FitsRefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      // What the library throws for sizes and cards that make no sense.
      throw new FitsRefusedException("the file is no FITS file or is damaged", e);
    }
  }

  private void skip(Header header) throws IOException {
    long left = header.getDataSize();
    if (left < 0) {
      throw new FitsRefusedException("a part of " + left + " bytes is not allowed: at least 0");
    }
    in.skipAllBytes(left);
  }

  private FitsMap image(Header header) throws FitsException, IOException {
    int side = side(header);
    if (header.getDataSize() > bytes) {
      throw new FitsRefusedException("the file is damaged: it ends too early");
    }
    ImageData data = (ImageData) header.makeData();
    data.read(in);
    float[] pixels = pixels(data.getData(), side, scale(header));
    Optional<Recipe> recipe = RecipeKeywords.read(header, side);
    MapGeometry geometry =
        recipe
            .map(made -> made.observation().geometry())
            .orElseGet(() -> new MapGeometry(angleDeg(header, side), side));
    return new FitsMap(new ConvergenceMap(geometry, pixels), recipe);
  }

  private static int side(Header header) {
    Keywords keywords = new Keywords(header);
    long axes = keywords.integer("NAXIS");
    if (axes != 2) {
      throw new FitsRefusedException("image of " + axes + " axes is not allowed: 2");
    }
    long bits = keywords.integer("BITPIX");
    if (bits != -32 && bits != -64) {
      throw new FitsRefusedException(
          "BITPIX = " + bits + " is not allowed: -32 or -64, floating-point pixels");
    }
    long columns = keywords.integer("NAXIS1");
    long rows = keywords.integer("NAXIS2");
    if (columns != rows || rows < MapGeometry.FEWEST_PIXELS || rows > MapGeometry.MOST_PIXELS) {
      throw new FitsRefusedException(
          "image of "
              + columns
              + " x "
              + rows
              + " pixels is not allowed: square, from "
              + MapGeometry.FEWEST_PIXELS
              + " to "
              + MapGeometry.MOST_PIXELS);
    }
    return (int) rows;
  }

  /** BSCALE and BZERO, 1 and 0 where they are not given. */
  private static double[] scale(Header header) {
    Keywords keywords = new Keywords(header);
    return new double[] {
      keywords.has("BSCALE") ? keywords.number("BSCALE") : 1,
      keywords.has("BZERO") ? keywords.number("BZERO") : 0
    };
  }

  private static float[] pixels(Object rows, int side, double[] scale) {
    float[] pixels = new float[side * side];
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        double stored = rows instanceof float[][] f ? f[i][j] : ((double[][]) rows)[i][j];
        float pixel = (float) (scale[0] * stored + scale[1]);
        if (!Float.isFinite(pixel)) {
          throw new FitsRefusedException(
              "pixel in row %d, column %d = %s is not allowed: a finite number"
                  .formatted(i, j, stored));
        }
        pixels[i * side + j] = pixel;
      }
    }
    return pixels;
  }

  /** Side of the map from the size of its pixels, which must be squares. */
  private static double angleDeg(Header header, int side) {
    double[] pixel = pixelDeg(header);
    if (!(pixel[0] > 0) || Math.abs(pixel[1] / pixel[0] - 1) > 1e-6) {
      throw new FitsRefusedException(
          "pixels of " + Arrays.toString(pixel) + " deg are not allowed: squares");
    }
    try {
      return new MapGeometry(pixel[0] * side, side).angleDeg();
    } catch (IllegalArgumentException e) {
      throw new FitsRefusedException(e.getMessage(), e);
    }
  }

  private static double[] pixelDeg(Header header) {
    Keywords keywords = new Keywords(header);
    if (keywords.has("CDELT1") && keywords.has("CDELT2")) {
      return new double[] {
        Math.abs(keywords.number("CDELT1")), Math.abs(keywords.number("CDELT2"))
      };
    }
    double[] pixel = new double[2];
    for (int axis = 1; axis <= 2; axis++) {
      double sum = 0;
      for (int i = 1; i <= 2; i++) {
        String key = "CD" + i + "_" + axis;
        sum += keywords.has(key) ? Math.pow(keywords.number(key), 2) : 0;
      }
      pixel[axis - 1] = Math.sqrt(sum);
    }
    if (pixel[0] == 0 && pixel[1] == 0) {
      throw new FitsRefusedException(
          "the size of the pixels is missing: keywords CDELT1 and CDELT2, or CD1_1 to CD2_2");
    }
    return pixel;
  }
}

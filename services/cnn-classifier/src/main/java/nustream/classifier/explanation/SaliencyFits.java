package nustream.classifier.explanation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nustream.learning.attribution.Attribution;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.fits.FitsMaps;

/** Writes a saliency as a FITS image on the same sky as its map. */
public final class SaliencyFits {
  private SaliencyFits() {}

  /**
   * Writes the file.
   *
   * @param digest of the model
   */
  public static void write(Path file, MapGeometry geometry, Attribution saliency, String digest)
      throws IOException {
    float[] pixels = new float[geometry.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) saliency.values()[i];
    }
    byte[] image = FitsMaps.bytes(FitsMaps.of(new ConvergenceMap(geometry, pixels)));
    try (Fits fits = new Fits(new ByteArrayInputStream(image))) {
      BasicHDU<?> hdu = fits.readHDU();
      hdu.addValue("OBJECT", "saliency", "integrated gradients of the logit");
      hdu.addValue("LOGIT", saliency.output(), "of the map");
      hdu.addValue("LOGIT0", saliency.baselineOutput(), "of the baselines, mean");
      hdu.addValue("COMPLERR", saliency.completenessError(), "sum of pixels less LOGIT - LOGIT0");
      hdu.addValue("MODEL", digest.substring(0, Math.min(60, digest.length())), "digest");
      hdu.getData(); // before the stream is closed
      fits.write(file.toFile());
    } catch (FitsException e) {
      throw new IOException("the saliency could not be written to " + file, e);
    }
  }
}

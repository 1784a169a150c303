package nustream.classifier.api;

import com.google.protobuf.ByteString;
import java.util.Optional;
import nustream.classifier.serve.MapRules;
import nustream.lensing.messages.MapMessages;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.fits.FitsMaps;
import nustream.lensing.physics.fits.FitsRefusedException;
import nustream.lensing.physics.recipe.Recipe;
import nustream.lensing.v1.PixelMap;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * A map as a caller sent it.
 *
 * @param map decoded
 * @param recipe that it was made from, where a FITS file tells it
 */
record SentMap(ConvergenceMap map, Optional<Recipe> recipe) {
  static SentMap of(PixelMap pixelMap, MapRules rules) {
    rules.requireWithinLimit("pixel_map.pixels", Integer.toUnsignedLong(pixelMap.getPixels()));
    return new SentMap(MapMessages.map("pixel_map", pixelMap), Optional.empty());
  }

  static SentMap of(ByteString fits, MapRules rules) {
    try {
      FitsMap read = FitsMaps.read(fits.toByteArray());
      rules.requireWithinLimit("pixels of fits", read.map().geometry().pixels());
      return new SentMap(read.map(), read.recipe());
    } catch (FitsRefusedException e) {
      throw new NustreamException(ErrorWord.INVALID_FIELD, "fits: " + e.getMessage(), e);
    }
  }

  /** What a request without a map is answered. */
  static NustreamException missing() {
    return NustreamException.invalid("map", "", "pixel_map or fits");
  }
}

package nustream.lensing.physics.fits;

import java.util.Optional;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.recipe.Recipe;

/**
 * What a FITS file holds.
 *
 * @param map the first image
 * @param recipe that it was made from; empty for maps that others made
 */
public record FitsMap(ConvergenceMap map, Optional<Recipe> recipe) {
  public FitsMap {
    recipe.ifPresent(
        made -> {
          if (!made.observation().geometry().equals(map.geometry())) {
            throw new IllegalArgumentException(
                "map of "
                    + map.geometry()
                    + " is not allowed: its recipe is of "
                    + made.observation().geometry());
          }
        });
  }
}

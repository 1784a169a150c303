package nustream.lensing.physics.recipe;

import nustream.lensing.physics.field.ConvergenceMap;

/** Makes the maps of kind {@link MapKind#LIGHTCONE}. Thread-safe. */
public interface LightCones {
  /** Makes none: every recipe is refused. */
  LightCones NONE =
      new LightCones() {
        @Override
        public void check(Recipe recipe) {
          throw new IllegalArgumentException(
              "map kind = LIGHTCONE is not allowed: GAUSSIAN or LOGNORMAL, light cones are not"
                  + " available here");
        }

        @Override
        public ConvergenceMap make(Recipe recipe) {
          check(recipe);
          throw new IllegalStateException("a light cone was neither made nor refused");
        }
      };

  /**
   * Returns if the map of this recipe can be made; quick.
   *
   * @throws IllegalArgumentException naming what is not allowed
   */
  void check(Recipe recipe);

  /**
   * The map with everything that the observation adds: a pure function of the recipe.
   *
   * @throws IllegalArgumentException as of {@link #check}
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  ConvergenceMap make(Recipe recipe);
}

package nustream.lensing.physics.recipe;

/** How a map is made. */
public enum MapKind {
  /** Gaussian field with the convergence spectrum. */
  GAUSSIAN,
  /** Shifted lognormal field with the convergence spectrum. */
  LOGNORMAL,
  /** Born projection through a particle-mesh simulation. */
  LIGHTCONE
}

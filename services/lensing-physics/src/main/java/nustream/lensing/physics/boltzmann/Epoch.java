package nustream.lensing.physics.boltzmann;

/** What the equations need to know of the homogeneous universe at one moment. */
final class Epoch {
  /** Scale factor. */
  double a;

  /** Conformal time, Mpc. */
  double tau;

  /** Conformal Hubble rate a'/a, 1/Mpc. */
  double hubble;

  /** a''/a, 1/Mpc^2. */
  double acceleration;

  /** Conformal Thomson opacity a n_e sigma_T, 1/Mpc. */
  double opacity;

  /** Squared baryon sound speed. */
  double soundSpeed2;
}

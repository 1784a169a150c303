package nustream.flavor.physics;

import nustream.flavor.physics.random.CounterRandom;

/**
 * Anarchy (Haba and Murayama, Phys. Rev. D 63 (2001) 053010): Y complex normal with {@code
 * <|Y_ai|^2> = 1}, invariant under U(3) from either side; the common right-handed scale log-flat
 * from 10^12 to 10^18 GeV, each mass log-flat over the given decades around it. |Y| = 1 and m =
 * 0.03 eV ask for 10^15 GeV, so that the ends of the range carry no solution.
 *
 * @param spread "deg", "log1", "log4": the last part of the name
 * @param decades width of the distribution of each log10 M_i; 0 = three equal masses
 */
public record AnarchyPrior(String spread, double decades) implements Prior {
  /** Lower end of log10 of the common scale in GeV. */
  public static final double LOG_SCALE_LOW = 12;

  /** Upper end of log10 of the common scale in GeV. */
  public static final double LOG_SCALE_HIGH = 18;

  private static final double SQRT_HALF = Math.sqrt(0.5);

  /** Checks the width. */
  public AnarchyPrior {
    if (!(decades >= 0 && decades <= 20)) {
      throw new IllegalArgumentException("decades = " + decades + ", allowed 0 to 20");
    }
  }

  @Override
  public String name() {
    return "anarchy/" + spread;
  }

  @Override
  public void draw(CounterRandom rng, double[] parameters, int offset) {
    for (int k = 0; k < SeesawParameters.LOG_MASS; k++) {
      parameters[offset + k] = SQRT_HALF * rng.nextGaussian();
    }
    double scale = LOG_SCALE_LOW + (LOG_SCALE_HIGH - LOG_SCALE_LOW) * rng.nextUniform();
    for (int i = SeesawParameters.LOG_MASS; i < SeesawParameters.SIZE; i++) {
      parameters[offset + i] = scale + decades * (rng.nextUniform() - 0.5);
    }
  }
}

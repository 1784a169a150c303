package nustream.flavor.physics;

import nustream.flavor.physics.random.CounterRandom;

/** Re Y and Im Y flat in [-1, 1]; log10(M_i / GeV) flat in [12, 16]. */
public record BoxPrior() implements Prior {
  private static final double LOG_MASS_LOW = 12;
  private static final double LOG_MASS_HIGH = 16;

  @Override
  public String name() {
    return "box";
  }

  @Override
  public void draw(CounterRandom rng, double[] parameters, int offset) {
    for (int k = 0; k < SeesawParameters.LOG_MASS; k++) {
      parameters[offset + k] = 2 * rng.nextUniform() - 1;
    }
    drawMasses(rng, parameters, offset);
  }

  static void drawMasses(CounterRandom rng, double[] parameters, int offset) {
    for (int i = SeesawParameters.LOG_MASS; i < SeesawParameters.SIZE; i++) {
      parameters[offset + i] = LOG_MASS_LOW + (LOG_MASS_HIGH - LOG_MASS_LOW) * rng.nextUniform();
    }
  }
}

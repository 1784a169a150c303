package nustream.flavor.physics;

import nustream.flavor.physics.random.CounterRandom;

/** log10 |Y_ai| flat in [-3, 0], phases flat; log10(M_i / GeV) flat in [12, 16]. */
public record LogFlatPrior() implements Prior {
  private static final double LOG_YUKAWA_LOW = -3;

  @Override
  public String name() {
    return "log-flat";
  }

  @Override
  public void draw(CounterRandom rng, double[] parameters, int offset) {
    for (int k = 0; k < SeesawParameters.LOG_MASS; k += 2) {
      double size = Math.pow(10, LOG_YUKAWA_LOW * rng.nextUniform());
      double phase = 2 * Math.PI * rng.nextUniform();
      parameters[offset + k] = size * Math.cos(phase);
      parameters[offset + k + 1] = size * Math.sin(phase);
    }
    BoxPrior.drawMasses(rng, parameters, offset);
  }
}

package nustream.sampler.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps from pure noise to a sample.
 *
 * <p>Levels: sigma/alpha falls from 20 to 0.004 as (a + (b - a) k/(S - 1))^rho, a = 20^(1/rho), b =
 * 0.004^(1/rho), rho = 5 (Karras et al. 2022, arXiv:2206.00364, eq. 5, whose rho is 7: 5 puts more
 * steps where the mode is decided), and then to no noise.
 *
 * <p>A step from (alpha, sigma) to (alpha', sigma') with the predicted velocity v = alpha eps -
 * sigma x_0 (Salimans and Ho 2022, arXiv:2202.00512, section 4) is the generalised DDIM step (Song
 * et al. 2021, arXiv:2010.02502, eq. 12 and 16), linear in x, v and fresh noise z:
 *
 * <pre>
 * x_0 = alpha x - sigma v,  eps = sigma x + alpha v
 * s   = eta (sigma'/sigma) sqrt(1 - alpha^2/alpha'^2)
 * x'  = alpha' x_0 + sqrt(sigma'^2 - s^2) eps + s z
 * </pre>
 *
 * eta = 0 is deterministic, eta = 1 ancestral.
 *
 * @param steps in the order in which they are taken
 */
public record SamplingSchedule(List<Step> steps) {
  private static final double LARGEST_RATIO = 20;
  private static final double SMALLEST_RATIO = 0.004;
  private static final double RHO = 5;

  /**
   * x' = state x + velocity v + noise z.
   *
   * @param level where the step starts: what the network is told
   * @param state factor of x
   * @param velocity factor of v
   * @param noise factor of z; 0 where none is drawn
   */
  public record Step(NoiseLevel level, double state, double velocity, double noise) {}

  public SamplingSchedule {
    steps = List.copyOf(steps);
  }

  /**
   * @param count number of steps, at least 2
   * @param eta noise put back, from 0 (deterministic) to 1 (ancestral)
   */
  public static SamplingSchedule of(int count, double eta) {
    if (count < 2) {
      throw new IllegalArgumentException("steps: " + count + ", must be at least 2");
    }
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("eta: " + eta + ", must be from 0 to 1");
    }
    List<Step> steps = new ArrayList<>(count);
    for (int k = 0; k < count; k++) {
      NoiseLevel next = k + 1 < count ? level(k + 1, count) : NoiseLevel.NONE;
      steps.add(step(level(k, count), next, eta));
    }
    return new SamplingSchedule(steps);
  }

  private static NoiseLevel level(int k, int count) {
    double a = Math.pow(LARGEST_RATIO, 1 / RHO);
    double b = Math.pow(SMALLEST_RATIO, 1 / RHO);
    return NoiseLevel.ofLogRatio(RHO * Math.log(a + (b - a) * k / (count - 1)));
  }

  private static Step step(NoiseLevel from, NoiseLevel to, double eta) {
    double share = from.alpha() / to.alpha();
    double s = eta * to.sigma() / from.sigma() * Math.sqrt(Math.max(0, 1 - share * share));
    double kept = Math.sqrt(Math.max(0, to.sigma() * to.sigma() - s * s));
    return new Step(
        from,
        to.alpha() * from.alpha() + kept * from.sigma(),
        kept * from.alpha() - to.alpha() * from.sigma(),
        s);
  }
}

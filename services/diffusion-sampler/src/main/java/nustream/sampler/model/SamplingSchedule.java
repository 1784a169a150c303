package nustream.sampler.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps from pure noise to a sample.
 *
 * <p>Levels: sigma/alpha falls from 20 to 0.001 as (a + (b - a) k/(S - 1))^rho, a = 20^(1/rho), b =
 * 0.001^(1/rho), rho = 5 (Karras et al. 2022, arXiv:2206.00364, eq. 5, whose rho is 7: 5 puts more
 * steps where the mode is decided), and then to no noise.
 *
 * <p>The network predicts the velocity v = alpha eps - sigma x_0 (Salimans and Ho 2022,
 * arXiv:2202.00512, section 4). A step from (alpha, sigma) to (alpha', sigma') is linear in x, v
 * and fresh noise z:
 *
 * <pre>
 * beta = 1 - alpha^2/alpha'^2
 * x'   = sqrt(1 - eta^2 beta) x + (alpha sqrt(sigma'^2 - eta^2 beta sigma'^2/sigma^2) - alpha' sigma) v
 *        + eta sqrt(beta) z
 * </pre>
 *
 * The factor of v is that of the generalised DDIM step (Song et al. 2021, arXiv:2010.02502, eq. 12
 * and 16; eta = 0 deterministic, eta = 1 ancestral). The factors of x and z differ from it at
 * second order in the step: DDIM takes x_0 as known, so every step takes variance from the
 * directions in which it is not, some per cent in 50 steps. Here a standard normal prior, for which
 * v = 0, keeps its variance exactly at any number of steps; in the few directions that the
 * condition fixes, the network sees what is left and the next step removes it. The last step
 * answers x_0 = alpha x - sigma v.
 *
 * @param steps in the order in which they are taken
 */
public record SamplingSchedule(List<Step> steps) {
  private static final double LARGEST_RATIO = 20;
  private static final double SMALLEST_RATIO = 0.001;
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
    if (to.sigma() == 0) {
      return new Step(from, from.alpha(), -from.sigma(), 0);
    }
    double share = from.alpha() / to.alpha();
    double noise = eta * Math.sqrt(1 - share * share);
    double ratio = noise / from.sigma();
    double kept = to.sigma() * Math.sqrt(Math.max(0, 1 - ratio * ratio));
    return new Step(
        from, Math.sqrt(1 - noise * noise), kept * from.alpha() - to.alpha() * from.sigma(), noise);
  }
}

package nustream.classifier.model;

/**
 * What a network says of one map.
 *
 * @param logit log odds of massive against massless neutrinos, natural logarithm
 * @param massEv estimate of the sum of the masses, eV
 * @param massErrorEv its standard deviation, eV
 */
public record Verdict(double logit, double massEv, double massErrorEv) {
  /** Probability of massive neutrinos for equal priors, 1/(1 + exp(-logit)). */
  public double probabilityMassive() {
    return 1 / (1 + Math.exp(-logit));
  }
}

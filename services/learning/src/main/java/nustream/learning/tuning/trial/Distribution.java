package nustream.learning.tuning.trial;

/**
 * The values that a parameter may have. A value has two forms, as in Optuna: the one that the
 * objective sees (external), and a number (internal), which for a category is its index.
 */
public sealed interface Distribution
    permits FloatDistribution, IntDistribution, CategoricalDistribution {

  /** Whether there is one value only. */
  boolean single();

  /** Whether an internal value is one of these. */
  boolean contains(double internal);

  /** What the objective sees for an internal value. */
  Object external(double internal);

  /**
   * The number of what the objective sees.
   *
   * @throws IllegalArgumentException when it is not of this kind
   */
  double internal(Object external);
}

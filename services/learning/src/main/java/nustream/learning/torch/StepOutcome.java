package nustream.learning.torch;

/**
 * What one training step did.
 *
 * @param step number of steps taken, this one included
 * @param loss of the batch, before the step
 * @param gradientNorm global norm, before clipping
 */
public record StepOutcome(long step, double loss, double gradientNorm) {}

package nustream.learning.torch;

import java.util.Map;

/**
 * Everything that decides how a training goes on, apart from its data and schedules.
 *
 * @param step steps taken
 * @param weights by name, in the network's order
 * @param firstMoments Adam's mean of the gradient
 * @param secondMoments Adam's mean of its square
 * @param averages exponential moving average of the weights
 */
public record TrainingState(
    long step,
    Map<String, HostTensor> weights,
    Map<String, HostTensor> firstMoments,
    Map<String, HostTensor> secondMoments,
    Map<String, HostTensor> averages) {}

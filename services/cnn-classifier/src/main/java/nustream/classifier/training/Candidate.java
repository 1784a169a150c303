package nustream.classifier.training;

import java.util.Map;
import nustream.classifier.model.FeatureStatistics;
import nustream.learning.torch.HostTensor;

/**
 * Weights of a training that can be released.
 *
 * @param step steps taken
 * @param parameters moving average of the weights
 * @param statistics of the features of these weights
 * @param validation how it does on the validation maps
 */
public record Candidate(
    long step,
    Map<String, HostTensor> parameters,
    FeatureStatistics statistics,
    Validation validation) {}

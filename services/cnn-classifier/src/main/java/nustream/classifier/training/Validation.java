package nustream.classifier.training;

/**
 * How weights do on the validation maps.
 *
 * @param loss mean cross-entropy of the logit, nats
 * @param accuracy fraction of maps classified rightly
 * @param area under the receiver operating characteristic
 * @param separation d' of the logits
 */
public record Validation(double loss, double accuracy, double area, double separation) {}

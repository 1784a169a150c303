package nustream.classifier.evaluation;

/**
 * What classifiers say of independent test maps; [class][map].
 *
 * @param network logits of the network
 * @param masses mass estimates of the network, eV
 * @param massErrors the errors that it claims, eV
 * @param ratio log-likelihood ratios of Gaussian fields: the optimal logits of Gaussian maps
 * @param powerSpectrum logits of the power-spectrum classifier
 */
record TestLogits(
    double[][] network,
    double[][] masses,
    double[][] massErrors,
    double[][] ratio,
    double[][] powerSpectrum) {}

package nustream.sampler.serve;

import nustream.flavor.v1.Sampling;

/**
 * A checked sampling request.
 *
 * @param sampling with every default filled in
 * @param model the model that its model name or digest meant when it was admitted
 */
public record ResolvedSampling(Sampling sampling, SeesawModel model) {}

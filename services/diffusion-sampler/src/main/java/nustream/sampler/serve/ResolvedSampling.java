package nustream.sampler.serve;

import nustream.flavor.v1.Sampling;
import nustream.learning.store.ModelRelease;

/**
 * A checked sampling request.
 *
 * @param sampling with every default filled in
 * @param model the release that its model name or digest meant when it was admitted
 */
public record ResolvedSampling(Sampling sampling, ModelRelease model) {}

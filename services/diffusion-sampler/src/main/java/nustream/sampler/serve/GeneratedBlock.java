package nustream.sampler.serve;

import nustream.sampler.model.GenerationTiming;

/**
 * What a generator made of one order.
 *
 * @param parameters count x 21 numbers: Re Y_ai, Im Y_ai at 2(3a+i), 2(3a+i)+1, then log10(M_i/GeV)
 *     at 18+i
 * @param timing where the time went
 */
public record GeneratedBlock(double[] parameters, GenerationTiming timing) {}

package nustream.serving.pool;

/**
 * What a pool is called in its settings, metrics, threads and messages.
 *
 * @param service prefix of the settings, of the metrics after "nustream." and of the threads, for
 *     example "sampler"
 * @param items what its orders ask for, in the plural, for example "blocks"
 */
public record PoolName(String service, String items) {}

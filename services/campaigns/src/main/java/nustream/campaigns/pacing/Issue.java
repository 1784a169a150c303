package nustream.campaigns.pacing;

import java.util.Optional;

/**
 * A block to ask for.
 *
 * @param block its number
 * @param modelDigest the model that must generate it; empty = the one that the order names
 */
public record Issue(long block, Optional<String> modelDigest) {}

package nustream.results.store;

/**
 * Identity of a block of solutions, of a verdict, and of a classification (its map is the block).
 * The first one of a key is kept, and its solutions with it: so what is stored is what one run of
 * the block accepted, whatever was repeated, and it agrees with the verdict of the same run.
 */
record WorkKey(String campaign, long block, String modelDigest) {}

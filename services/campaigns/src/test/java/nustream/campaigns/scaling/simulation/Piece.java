package nustream.campaigns.scaling.simulation;

import nustream.campaigns.scaling.cost.Work;

/**
 * A record of a load.
 *
 * @param arrivalSeconds when it is written, on the virtual clock
 * @param partition that it is written to
 * @param work what it asks for, which is all that a scaler sees of it
 * @param seconds what it takes in truth
 */
record Piece(double arrivalSeconds, int partition, Work work, double seconds) {}

package nustream.campaigns.scaling.stream;

import nustream.campaigns.scaling.backlog.Backlog;

/**
 * What a look at the topics of one worker tells.
 *
 * @param backlog what there is to do
 * @param secondsPerItem what an item did cost lately, of whatever shape
 * @param predictedOverActual see {@link nustream.campaigns.scaling.cost.Forecast#ratio}
 */
public record Look(Backlog backlog, double secondsPerItem, double predictedOverActual) {}

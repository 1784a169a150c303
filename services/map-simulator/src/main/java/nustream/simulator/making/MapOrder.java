package nustream.simulator.making;

import nustream.lensing.physics.recipe.MapSeries;

/**
 * Maps to make, checked.
 *
 * @param campaignId empty for maps without a campaign
 * @param model that is to classify them; empty for the classifier's default
 * @param series what to make
 * @param first number of the first map
 * @param count number of maps
 */
public record MapOrder(String campaignId, String model, MapSeries series, long first, long count) {}

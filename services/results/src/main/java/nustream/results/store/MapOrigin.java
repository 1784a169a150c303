package nustream.results.store;

import nustream.lensing.v1.Classification;
import nustream.lensing.v1.Recipe;

/**
 * What the classifications of one class of a campaign have in common.
 *
 * @param recipe of the maps, without the index of each
 */
record MapOrigin(String campaign, String modelDigest, String model, int label, Recipe recipe) {
  private static final int DIGEST_START = "sha256:".length();
  private static final int DIGEST_CHARACTERS = 12;

  static MapOrigin of(Classification map) {
    return new MapOrigin(
        map.getCampaignId(),
        map.getModelDigest(),
        map.getModel(),
        map.getLabel(),
        map.getRecipe().toBuilder().clearIndex().build());
  }

  String mapId(long number) {
    return campaign + "/" + number;
  }

  String id(long number) {
    return mapId(number)
        + "/"
        + modelDigest.substring(DIGEST_START, DIGEST_START + DIGEST_CHARACTERS);
  }
}

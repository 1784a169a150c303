package nustream.results.stream;

import nustream.lensing.v1.Classification;
import nustream.lensing.v1.MapKind;
import nustream.lensing.v1.Recipe;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** Checks of classifications that come in: what passes can be stored and handed out again. */
final class Classifications {
  private static final int MAX_NAME_CHARACTERS = 200;
  private static final int MAX_LABEL = 7;

  /** Two universes and an observation take about 250 bytes. */
  private static final int MAX_RECIPE_BYTES = 1024;

  private static final int DIGEST_START = "sha256:".length();
  private static final int DIGEST_CHARACTERS = 12;

  private Classifications() {}

  /** The classification, or {@link NustreamException} naming field, value and what is allowed. */
  static Classification checked(Classification map) {
    FieldChecks.id("campaign_id", map.getCampaignId());
    belowLimit("number", map.getNumber());
    String digest = FieldChecks.digest("model_digest", map.getModelDigest());
    String mapId = map.getCampaignId() + "/" + map.getNumber();
    String id = mapId + "/" + digest.substring(DIGEST_START, DIGEST_START + DIGEST_CHARACTERS);
    same("map_id", map.getMapId(), mapId);
    same("id", map.getId(), id);
    FieldChecks.atMostCharacters("model", map.getModel(), MAX_NAME_CHARACTERS);
    FieldChecks.inRange("label", Integer.toUnsignedLong(map.getLabel()), 0, MAX_LABEL);
    FieldChecks.finite("logit", map.getLogit());
    FieldChecks.inRange("probability_massive", map.getProbabilityMassive(), 0.0, 1.0);
    FieldChecks.finite("mnu_ev", map.getMnuEv());
    FieldChecks.inRange("mnu_error_ev", map.getMnuErrorEv(), 0.0, Double.MAX_VALUE);
    checkRecipe(map.getRecipe());
    return map;
  }

  private static void checkRecipe(Recipe recipe) {
    FieldChecks.inRange("bytes of recipe", recipe.getSerializedSize(), 0, MAX_RECIPE_BYTES);
    belowLimit("recipe.index", recipe.getIndex());
    if (recipe.getKind() == MapKind.UNRECOGNIZED) {
      throw NustreamException.invalid(
          "recipe.kind", recipe.getKindValue(), "a value of this version of the contract");
    }
    FieldChecks.finite("recipe.cosmology.sum_mnu_ev", recipe.getCosmology().getSumMnuEv());
    FieldChecks.inRange(
        "recipe.observation.pixels",
        Integer.toUnsignedLong(recipe.getObservation().getPixels()),
        0,
        Integer.MAX_VALUE);
  }

  private static void same(String field, String value, String wanted) {
    if (!value.equals(wanted)) {
      throw NustreamException.invalid(field, value, wanted);
    }
  }

  /** A number above 2^63 - 1 would be negative in the table. */
  private static void belowLimit(String field, long value) {
    if (value < 0) {
      throw NustreamException.invalid(field, Long.toUnsignedString(value), "below 2^63");
    }
  }
}

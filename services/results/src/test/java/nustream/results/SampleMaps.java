package nustream.results;

import java.util.SplittableRandom;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.MapKind;
import nustream.lensing.v1.Observation;
import nustream.lensing.v1.Recipe;

/** Made-up classifications of two classes: the same numbers for the same campaign and map. */
public final class SampleMaps {
  private SampleMaps() {}

  public static Classification map(String campaign, long number) {
    return map(campaign, number, SampleBlocks.DIGEST);
  }

  public static Classification map(String campaign, long number, String digest) {
    var random = new SplittableRandom(campaign.hashCode() * 31L + number);
    int label = (int) (number % 2);
    double logit = label - 0.5 + 2 * (random.nextDouble() - 0.5);
    return Classification.newBuilder()
        .setId(campaign + "/" + number + "/" + digest.substring(7, 19))
        .setMapId(campaign + "/" + number)
        .setCampaignId(campaign)
        .setNumber(number)
        .setLabel(label)
        .setRecipe(recipe(label, number / 2))
        .setLogit(logit)
        .setProbabilityMassive(1 / (1 + Math.exp(-logit)))
        .setMnuEv(0.1 * label + 0.02 * random.nextDouble())
        .setMnuErrorEv(0.03)
        .setModelDigest(digest)
        .setModel("nu-cnn-gaussian")
        .build();
  }

  public static Recipe recipe(int label, long index) {
    return Recipe.newBuilder()
        .setCosmology(Cosmology.newBuilder().setH(0.7).setSumMnuEv(0.1 * label))
        .setObservation(
            Observation.newBuilder()
                .setSourceRedshift(1)
                .setAngleDeg(3.5)
                .setPixels(128)
                .setGalaxiesPerArcmin2(30)
                .setSigmaE(0.3))
        .setKind(MapKind.MAP_KIND_LOGNORMAL)
        // The largest there is: as a signed number it is -1.
        .setSeed(-1L)
        .setIndex(index)
        .setGeneratorVersion(1)
        .build();
  }
}

package nustream.results.dashboard;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.FlavorOrder;
import nustream.campaigns.v1.LensingOrder;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.MapKind;
import nustream.lensing.v1.MapSeries;
import nustream.lensing.v1.Nonlinear;
import nustream.lensing.v1.Observation;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/**
 * Orders that a page sends, as messages. Only what a message cannot hold is refused here; campaigns
 * checks the rest and says what is allowed.
 */
final class Orders {
  private static final Set<String> FLAVOR =
      Set.of(
          "id",
          "targetAccepted",
          "release",
          "ordering",
          "model",
          "guidance",
          "steps",
          "eta",
          "target",
          "seed",
          "maxCandidates",
          "maxSeconds");

  private static final Set<String> LENSING =
      Set.of(
          "id",
          "maps",
          "massEv",
          "sigma8",
          "sourceRedshift",
          "angleDeg",
          "pixels",
          "galaxiesPerArcmin2",
          "sigmaE",
          "smoothingArcmin",
          "lMax",
          "mapKind",
          "nonlinear",
          "model",
          "seed",
          "maxSeconds");

  private static final long MOST_INT = Integer.MAX_VALUE;

  private Orders() {}

  static CreateRequest flavor(String body) {
    Fields fields = Fields.of(body, FLAVOR);
    Sampling.Builder sampling =
        Sampling.newBuilder()
            .setRelease(fields.text("release"))
            .setOrdering(fields.choice("ordering", "ORDERING_", Ordering.ORDERING_NORMAL))
            .setModel(fields.text("model"))
            .setTarget(fields.choice("target", "TARGET_", Target.TARGET_BOX))
            .setSeed(fields.seed("seed"));
    fields.number("guidance").ifPresent(sampling::setGuidance);
    fields.count("steps").ifPresent(steps -> sampling.setSteps(asInt("steps", steps)));
    fields.number("eta").ifPresent(sampling::setEta);
    FlavorOrder.Builder order =
        FlavorOrder.newBuilder()
            .setTargetAccepted(fields.count("targetAccepted").orElse(0))
            .setSampling(sampling)
            .setMaxCandidates(fields.count("maxCandidates").orElse(0))
            .setMaxSeconds(fields.count("maxSeconds").orElse(0));
    return CreateRequest.newBuilder().setId(fields.text("id")).setFlavor(order).build();
  }

  /** Two universes that differ in the masses alone, the massless one first. */
  static CreateRequest lensing(String body) {
    Fields fields = Fields.of(body, LENSING);
    OptionalDouble mass = fields.number("massEv");
    if (mass.isEmpty() || !(mass.getAsDouble() > 0)) {
      throw NustreamException.invalid(
          "massEv", mass.isEmpty() ? "" : mass.getAsDouble(), "above 0, at most 2");
    }
    Cosmology.Builder massless = Cosmology.newBuilder();
    fields.number("sigma8").ifPresent(massless::setSigma8);
    Observation.Builder seen =
        Observation.newBuilder()
            .setGalaxiesPerArcmin2(fields.number("galaxiesPerArcmin2").orElse(0))
            .setSmoothingArcmin(fields.number("smoothingArcmin").orElse(0))
            .setLMax(fields.number("lMax").orElse(0));
    fields.number("sourceRedshift").ifPresent(seen::setSourceRedshift);
    fields.number("angleDeg").ifPresent(seen::setAngleDeg);
    fields.count("pixels").ifPresent(pixels -> seen.setPixels(asInt("pixels", pixels)));
    fields.number("sigmaE").ifPresent(seen::setSigmaE);
    MapSeries.Builder series =
        MapSeries.newBuilder()
            .addAllCosmologies(
                List.of(massless.build(), massless.clone().setSumMnuEv(mass.getAsDouble()).build()))
            .setObservation(seen)
            .setKind(fields.choice("mapKind", "MAP_KIND_", MapKind.MAP_KIND_GAUSSIAN))
            .setNonlinear(fields.choice("nonlinear", "NONLINEAR_", Nonlinear.NONLINEAR_HMCODE))
            .setSeed(fields.seed("seed"));
    LensingOrder.Builder order =
        LensingOrder.newBuilder()
            .setMaps(fields.count("maps").orElse(0))
            .setSeries(series)
            .setModel(fields.text("model"))
            .setMaxSeconds(fields.count("maxSeconds").orElse(0));
    return CreateRequest.newBuilder().setId(fields.text("id")).setLensing(order).build();
  }

  private static int asInt(String field, long value) {
    return (int) FieldChecks.inRange(field, value, 0, MOST_INT);
  }
}

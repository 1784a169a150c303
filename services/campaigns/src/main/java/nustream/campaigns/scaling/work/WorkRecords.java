package nustream.campaigns.scaling.work;

import nustream.campaigns.scaling.cost.Shape;
import nustream.campaigns.scaling.cost.Work;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Sampling;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.MapKind;
import nustream.lensing.v1.MapRequest;
import nustream.lensing.v1.Observation;
import nustream.lensing.v1.Recipe;

/** Work as the messages describe it. */
public final class WorkRecords {
  /** What a map has that does not say. */
  private static final int DEFAULT_PIXELS = 128;

  /** With guidance the network runs with and without its condition. */
  private static final int GUIDED_RUNS = 2;

  private WorkRecords() {}

  /**
   * Candidates: each step runs the network once, or twice with guidance. One unit = one candidate
   * in the shipped number of steps, unguided.
   */
  public static Work of(SampleRequest request, int shippedSteps) {
    Sampling sampling = request.getSampling();
    long steps = sampling.hasSteps() ? Integer.toUnsignedLong(sampling.getSteps()) : shippedSteps;
    boolean guided = sampling.getGuidance() > 0;
    String name = (sampling.hasSteps() ? steps : "shipped") + (guided ? " guided steps" : " steps");
    double units = (double) Math.max(1, steps) / shippedSteps * (guided ? GUIDED_RUNS : 1);
    return new Work(
        sampling.getModel(), new Shape(name, units), Integer.toUnsignedLong(request.getCount()));
  }

  /** A map to classify. */
  public static Work of(ConvergenceMap map) {
    return new Work(map.getModel(), pixels(map.getRecipe()), 1);
  }

  /** A map that was classified. */
  public static Work of(Classification map) {
    return new Work(map.getModel(), pixels(map.getRecipe()), 1);
  }

  /** Maps to make; a margin makes a field so many times wider. */
  public static Work of(MapRequest request, double lightconeFactor) {
    Observation observation = request.getSeries().getObservation();
    long side = (long) pixels(observation) * Math.max(1, observation.getMargin());
    boolean lightcone = request.getSeries().getKind() == MapKind.MAP_KIND_LIGHTCONE;
    Shape shape = square(side, lightcone ? lightconeFactor : 1);
    return new Work(
        "",
        lightcone ? new Shape("light cone " + shape.name(), shape.units()) : shape,
        Integer.toUnsignedLong(request.getCount()));
  }

  private static Shape pixels(Recipe recipe) {
    return square(pixels(recipe.getObservation()), 1);
  }

  private static int pixels(Observation observation) {
    return observation.getPixels() > 0 ? observation.getPixels() : DEFAULT_PIXELS;
  }

  /** One unit = 128 x 128 pixels. */
  private static Shape square(long side, double factor) {
    double relative = (double) side / DEFAULT_PIXELS;
    return new Shape(side + "x" + side, factor * relative * relative);
  }
}

package nustream.classifier.serve;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import nustream.classifier.model.Verdict;
import nustream.learning.store.ModelRelease;
import nustream.messaging.errors.NustreamException;
import nustream.serving.ModelKind;
import nustream.serving.pool.Computed;
import nustream.serving.pool.OpenModel;

/** Classifies maps for a pool, those of a batch by one native call of a fixed size. */
final class MapWork implements ModelKind<ClassifierModel, MapOrder, Verdict> {
  private final MapClassifier.Opener opener;
  private final int batch;
  private final DistributionSummary batchMaps;

  /**
   * @param batch maps of a native call; what the orders do not fill is empty
   * @param registry takes the meter of maps per call
   */
  MapWork(MapClassifier.Opener opener, int batch, MeterRegistry registry) {
    this.opener = opener;
    this.batch = batch;
    this.batchMaps = registry.summary("nustream.classifier.batch.maps");
  }

  @Override
  public ClassifierModel model(ModelRelease release) {
    return ClassifierModel.of(release);
  }

  @Override
  public OpenModel<MapOrder, Verdict> open(ClassifierModel model) {
    return new Classifying(model, opener.open(model));
  }

  private final class Classifying implements OpenModel<MapOrder, Verdict> {
    private final int pixels;
    private final MapClassifier classifier;

    Classifying(ClassifierModel model, MapClassifier classifier) {
      this.pixels = model.task().geometry().size();
      this.classifier = classifier;
    }

    @Override
    public Computed<Verdict> compute(List<MapOrder> orders) {
      batchMaps.record(orders.size());
      float[] maps = new float[batch * pixels];
      for (int i = 0; i < orders.size(); i++) {
        System.arraycopy(orders.get(i).pixels(), 0, maps, i * pixels, pixels);
      }
      List<Verdict> verdicts = classifier.classify(maps, orders.get(0).symmetrise());
      return place -> finite(verdicts.get(place));
    }

    @Override
    public void warmUp() {
      classifier.classify(new float[batch * pixels], false);
    }

    @Override
    public void close() {
      classifier.close();
    }
  }

  /** The verdict, if it is one: the network may have no number for a map like no other. */
  private static Verdict finite(Verdict verdict) {
    if (!Double.isFinite(verdict.logit())
        || !Double.isFinite(verdict.massEv())
        || !Double.isFinite(verdict.massErrorEv())) {
      throw NustreamException.invalid(
          "answer of the network", verdict, "finite numbers; the map is like none it knows");
    }
    return verdict;
  }
}

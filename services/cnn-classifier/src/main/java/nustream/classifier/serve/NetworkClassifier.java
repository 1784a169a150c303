package nustream.classifier.serve;

import java.util.List;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.model.Verdict;
import nustream.learning.store.ModelStore;

/** Classifies with the networks of a model store. */
final class NetworkClassifier implements MapClassifier {
  private final MapPredictor predictor;

  private NetworkClassifier(MapPredictor predictor) {
    this.predictor = predictor;
  }

  /** Opens models of this store; each time the file is checked against its digest. */
  static MapClassifier.Opener in(ModelStore store) {
    return model -> new NetworkClassifier(MapPredictor.open(store.load(model.digest())));
  }

  @Override
  public List<Verdict> classify(float[] maps, boolean symmetrise) {
    return symmetrise ? predictor.predictSymmetrised(maps) : predictor.predict(maps);
  }

  @Override
  public void close() {
    predictor.close();
  }
}

package nustream.classifier.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import nustream.classifier.evaluation.Ranking;
import nustream.classifier.maps.MapKey;
import nustream.classifier.maps.MapSide;
import nustream.classifier.maps.MapSource;
import nustream.classifier.model.FeatureStatistics;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.model.Verdict;
import nustream.learning.torch.HostTensor;

/**
 * Measures weights on maps that are not trained on. The statistics of the features come from maps
 * of the training side. Owned by one thread.
 */
final class Validator {
  /** Maps per native call: 4 MiB for 128^2 pixels. */
  private static final int CHUNK = 64;

  /** Calibration maps come from the last quarter of the training side. */
  private static final long FIRST_CALIBRATION = 3L << 46;

  private final TrainingSettings settings;
  private final MapSource maps;
  private final int size;

  Validator(TrainingSettings settings, MapSource maps) {
    this.settings = settings;
    this.maps = maps;
    int side = settings.task().geometry().pixels();
    this.size = side * side;
  }

  Candidate measure(long step, Map<String, HostTensor> parameters) {
    FeatureStatistics statistics = calibrate(parameters);
    int count = 2 * settings.stopping().validationPairs();
    double[] logits = new double[count];
    try (MapPredictor predictor = open(parameters, statistics)) {
      for (int first = 0; first < count; first += CHUNK) {
        float[] pixels = pixels(MapSide.VALIDATION, 0, first, Math.min(CHUNK, count - first));
        List<Verdict> verdicts = predictor.predict(pixels);
        for (int i = 0; i < verdicts.size(); i++) {
          logits[first + i] = verdicts.get(i).logit();
        }
      }
    }
    boolean[] labels = labels(count);
    double[] class0 =
        IntStream.range(0, count).filter(n -> !labels[n]).mapToDouble(n -> logits[n]).toArray();
    double[] class1 =
        IntStream.range(0, count).filter(n -> labels[n]).mapToDouble(n -> logits[n]).toArray();
    Validation validation =
        new Validation(
            Ranking.crossEntropy(class0, class1),
            Ranking.accuracy(class0, class1),
            Ranking.area(class0, class1),
            Ranking.separation(class0, class1));
    return new Candidate(step, parameters, statistics, validation);
  }

  /** What the validation maps are told to be: by turns the one and the other, or shuffled. */
  private boolean[] labels(int count) {
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<Boolean> labels = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      labels.add(n % 2 == 1);
    }
    if (settings.batch().shuffledLabels()) {
      for (int n = count - 1; n > 0; n--) {
        Collections.swap(labels, n, random.nextInt(n + 1));
      }
    }
    boolean[] told = new boolean[count];
    for (int n = 0; n < count; n++) {
      told[n] = labels.get(n);
    }
    return told;
  }

  /** Parameters whose heads are the linear discriminant of their own features. */
  Map<String, HostTensor> start(Map<String, HostTensor> parameters) {
    if (settings.batch().shuffledLabels()) {
      return parameters; // the discriminant would know the labels
    }
    int features = settings.network().features();
    float[] rows = calibrationFeatures(parameters);
    FeatureStatistics statistics = FeatureStatistics.of(rows, features);
    int pairs = rows.length / features / 2;
    double[][][] normalised = new double[2][pairs][features];
    for (int n = 0; n < 2 * pairs; n++) {
      for (int i = 0; i < features; i++) {
        // Features that do not vary would only amplify the noise of their last bits.
        double deviation = Math.max(1e-4, statistics.deviation()[i]);
        normalised[n % 2][n / 2][i] = (rows[n * features + i] - statistics.mean()[i]) / deviation;
      }
    }
    return DiscriminantStart.of(parameters, settings.task().massEv(), normalised[0], normalised[1]);
  }

  private FeatureStatistics calibrate(Map<String, HostTensor> parameters) {
    return FeatureStatistics.of(calibrationFeatures(parameters), settings.network().features());
  }

  /** Features of the calibration maps, the two maps of a pair after each other. */
  private float[] calibrationFeatures(Map<String, HostTensor> parameters) {
    int features = settings.network().features();
    int count = settings.stopping().calibrationMaps();
    float[] rows = new float[count * features];
    try (MapPredictor predictor = open(parameters, FeatureStatistics.none(features))) {
      for (int first = 0; first < count; first += CHUNK) {
        int chunk = Math.min(CHUNK, count - first);
        float[] found =
            predictor.features(pixels(MapSide.TRAINING, FIRST_CALIBRATION, first, chunk));
        System.arraycopy(found, 0, rows, first * features, found.length);
      }
    }
    return rows;
  }

  /**
   * Maps of the pairs from {@code base} on, the two of a pair after each other.
   *
   * @param first of the maps, counted from that of the first pair
   */
  private float[] pixels(MapSide side, long base, int first, int count) {
    List<MapKey> keys = new ArrayList<>();
    for (int n = first; n < first + count; n++) {
      keys.add(new MapKey(n % 2 * settings.task().massEv(), side.index(base + n / 2)));
    }
    maps.announce(keys);
    float[] pixels = new float[count * size];
    for (int i = 0; i < count; i++) {
      maps.write(keys.get(i).massEv(), keys.get(i).index(), pixels, i * size);
    }
    return pixels;
  }

  private MapPredictor open(Map<String, HostTensor> parameters, FeatureStatistics statistics) {
    return MapPredictor.of(
        settings.network(), settings.task().geometry().pixels(), parameters, statistics);
  }
}

package nustream.classifier.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nustream.classifier.evaluation.Evaluator;
import nustream.classifier.maps.MapSide;
import nustream.classifier.maps.MapSource;
import nustream.classifier.model.ClassifierNetwork;
import nustream.classifier.model.FeatureStatistics;
import nustream.classifier.model.MapPredictor;
import nustream.learning.torch.HostTensor;
import org.junit.jupiter.api.Test;

class BatchMakerTest {
  private static final TrainingSettings SETTINGS =
      SmallTask.settings(5, false, new Stopping(4, 2, 20, 30, 10));

  /** Hands out maps and remembers which. */
  private static final class Recorded implements MapSource {
    private final MapSource maps = SmallTask.maps(5).get();
    private final Map<Long, Set<Double>> massesByIndex = new HashMap<>();
    private final List<Long> order = new ArrayList<>();

    @Override
    public void write(double massEv, long index, float[] to, int offset) {
      massesByIndex.computeIfAbsent(index, none -> new HashSet<>()).add(massEv);
      order.add(index);
      maps.write(massEv, index, to, offset);
    }
  }

  /** Maps that share phases are on one side, whatever their class; no side sees another's. */
  @Test
  void mapsOfOneSeedStayOnOneSide() {
    Recorded training = new Recorded();
    BatchMaker maker = new BatchMaker(SETTINGS, training);
    for (long step = 0; step < 4; step++) {
      maker.make(step);
    }
    assertTrue(
        training.massesByIndex.keySet().stream()
            .allMatch(index -> MapSide.of(index) == MapSide.TRAINING));
    assertEquals(4 * SETTINGS.batch().maps(), training.order.size());
    long pairs = training.massesByIndex.values().stream().filter(m -> m.size() == 2).count();
    assertEquals(4 * SETTINGS.batch().pairs(), pairs);

    Map<String, HostTensor> weights = SETTINGS.network().initialParameters(1);
    Recorded validation = new Recorded();
    new Validator(SETTINGS, validation).measure(1, weights);
    Set<MapSide> sides = new HashSet<>();
    validation.massesByIndex.keySet().forEach(index -> sides.add(MapSide.of(index)));
    assertEquals(Set.of(MapSide.TRAINING, MapSide.VALIDATION), sides);

    Recorded test = new Recorded();
    try (MapPredictor predictor =
        MapPredictor.of(
            SETTINGS.network(),
            32,
            weights,
            FeatureStatistics.none(SETTINGS.network().features()))) {
      new Evaluator(SmallTask.UNIVERSE, SmallTask.SPECTRA, test).judge(predictor, 10, 30, false);
    }
    long judged =
        test.massesByIndex.keySet().stream()
            .filter(index -> MapSide.of(index) == MapSide.TEST)
            .count();
    assertEquals(20, judged, "test maps share no phases");
  }

  @Test
  void aBatchDependsOnItsStepAlone() {
    HostTensor[] once = new BatchMaker(SETTINGS, SmallTask.maps(5).get()).make(3);
    BatchMaker maker = new BatchMaker(SETTINGS, SmallTask.maps(5).get());
    maker.make(1);
    HostTensor[] again = maker.make(3);
    for (int i = 0; i < once.length; i++) {
      assertArrayEquals(once[i].values(), again[i].values());
    }
  }

  @Test
  void labelsAndMassesFollowTheMaps() {
    HostTensor[] batch = new BatchMaker(SETTINGS, SmallTask.maps(5).get()).make(0);
    int pairs = SETTINGS.batch().pairs();
    float unit = (float) (SmallTask.MASS_EV / ClassifierNetwork.MASS_UNIT_EV);
    for (int i = 0; i < 2 * pairs; i++) {
      assertEquals(i < pairs ? 0 : 1, batch[1].values()[i]);
      assertEquals(i < pairs ? 0 : unit, batch[2].values()[i], 1e-6);
    }
    // Both maps of a pair have the same phases, noise and orientation: they differ by less than
    // the signal.
    int size = 32 * 32;
    double difference = 0;
    double variance = 0;
    for (int i = 0; i < size; i++) {
      double first = batch[0].values()[i];
      double second = batch[0].values()[pairs * size + i];
      difference += (first - second) * (first - second);
      variance += first * first;
    }
    assertTrue(difference < 0.02 * variance, difference + " of " + variance);
  }
}

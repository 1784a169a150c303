package nustream.classifier.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import nustream.classifier.maps.MapKey;
import nustream.classifier.maps.MapSide;
import nustream.classifier.maps.MapSource;
import nustream.classifier.model.ClassifierNetwork;
import nustream.classifier.model.SquareSymmetry;
import nustream.learning.batch.BatchMaking;
import nustream.learning.torch.HostTensor;

/**
 * Makes the batch of any step: a function of settings and step alone, so that a training can go on
 * anywhere. Every map is new, in one of the eight orientations. Owned by one thread.
 */
final class BatchMaker implements BatchMaking<HostTensor[]> {
  /** Single maps come from the upper half of the training side, pairs from the lower one. */
  private static final long FIRST_SINGLE = 1L << 47;

  private final TrainingSettings settings;
  private final MapSource maps;
  private final int side;
  private final float[] upright;

  BatchMaker(TrainingSettings settings, MapSource maps) {
    this.settings = settings;
    this.maps = maps;
    this.side = settings.task().geometry().pixels();
    this.upright = new float[side * side];
  }

  /**
   * The batch of a step: maps (n x 1 x P x P), labels of the pairs (first all massless, then all
   * massive), masses in the network's unit, and the weights of the two losses.
   */
  @Override
  public HostTensor[] make(long step) {
    BatchComposition batch = settings.batch();
    int pairs = batch.pairs();
    SplittableRandom random = new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + step);
    List<MapKey> keys = new ArrayList<>();
    float[] labels = new float[2 * pairs];
    float[] masses = new float[batch.maps()];
    for (int i = 0; i < batch.maps(); i++) {
      boolean paired = i < 2 * pairs;
      boolean massive = paired && i >= pairs;
      double mass = massive ? settings.task().massEv() : 0;
      long index = MapSide.TRAINING.index(step * pairs + i % pairs);
      if (!paired) {
        mass = batch.mass(random.nextInt(batch.massSteps() + 1));
        index = MapSide.TRAINING.index(FIRST_SINGLE + step * batch.others() + i - 2L * pairs);
      }
      keys.add(new MapKey(mass, index));
      boolean told = batch.shuffledLabels() ? random.nextBoolean() : massive;
      if (paired) {
        labels[i] = told ? 1 : 0;
      }
      if (batch.shuffledLabels()) {
        mass = batch.mass(random.nextInt(batch.massSteps() + 1));
      }
      masses[i] = (float) (mass / ClassifierNetwork.MASS_UNIT_EV);
    }
    float[] weights = {1, (float) settings.massWeight()};
    return new HostTensor[] {
      new HostTensor(turned(keys), batch.maps(), 1, side, side),
      new HostTensor(labels, labels.length),
      new HostTensor(masses, masses.length),
      new HostTensor(weights, 2)
    };
  }

  /** The pixels of these maps, each map in its orientation. */
  private float[] turned(List<MapKey> keys) {
    maps.announce(keys);
    float[] pixels = new float[keys.size() * side * side];
    for (int i = 0; i < keys.size(); i++) {
      MapKey key = keys.get(i);
      maps.write(key.massEv(), key.index(), upright, 0);
      SquareSymmetry turn = SquareSymmetry.values()[(int) (turns(key.index()) & 7)];
      turn.apply(upright, 0, side, pixels, i * side * side);
    }
    return pixels;
  }

  /** Both maps of a pair are turned alike. */
  private static long turns(long index) {
    return new SplittableRandom(index).nextLong();
  }
}

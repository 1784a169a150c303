package nustream.classifier.serve;

import java.util.List;
import nustream.classifier.model.Verdict;

/**
 * Classifies maps with one model. Owned by one thread, which opens, uses and closes it: native
 * memory and the engine's per-thread settings belong to that thread.
 */
public interface MapClassifier extends AutoCloseable {
  /**
   * Classifies a batch of maps. On one kind of processor the last bits of a verdict depend on the
   * map, the number of maps and its place among them, and on nothing else.
   *
   * @param maps n x pixels x pixels numbers
   * @param symmetrise average over the symmetries of the square
   * @return one verdict per map, in order
   */
  List<Verdict> classify(float[] maps, boolean symmetrise);

  /** Frees native memory. */
  @Override
  void close();

  /** Opens a model on the calling thread. */
  @FunctionalInterface
  interface Opener {
    /** The release's file is checked against its digest. */
    MapClassifier open(ClassifierModel model);
  }
}

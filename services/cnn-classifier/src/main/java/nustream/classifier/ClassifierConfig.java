package nustream.classifier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import nustream.serving.ServingConfig;

/** Settings of the classifier. */
@ConfigMapping(prefix = "classifier")
public interface ClassifierConfig extends ServingConfig {
  /** Model of maps that name none and that no model was trained on. */
  @Override
  @WithDefault("nu-cnn-gaussian-z1")
  String defaultModel();

  /**
   * Maps per native call. A worker takes what waits, up to so many, without waiting for more; a
   * call is always of so many maps, the rest of a smaller batch being empty. With 1 a repeated map
   * gives the same bytes; with more, its last bits may depend on its place in the batch. On a core
   * more than 1 saves some 30 % of the time per map, on a GPU most of it.
   */
  @WithDefault("1")
  int batch();

  /**
   * Kafka maps that wait for a worker, beside those in work. With the largest maps, 2 workers + 32
   * hold 34 x (256 KiB record + 256 KiB pixels) = 17 MiB.
   */
  @Override
  @WithDefault("32")
  int queueLimit();

  /** Most pixels per side of a map: 256 x 256 x 4 bytes = 256 KiB. */
  @WithDefault("256")
  int maxPixels();

  /**
   * gRPC calls of Classify served at once; one more is answered OVERLOADED. With {@link
   * #streamWindow} maps each, of at most 576 KiB: 8 x 8 x 576 KiB = 36 MiB.
   */
  @Override
  @WithDefault("8")
  int maxStreams();

  /** Maps of a gRPC stream that are taken in before their answers are sent. */
  @WithDefault("8")
  int streamWindow();

  /**
   * Maps that wait to be explained, beside the one in work; one more is answered OVERLOADED. Each
   * takes a second of one core per baseline, or so.
   */
  @WithDefault("4")
  int explainQueueLimit();
}

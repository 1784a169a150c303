package nustream.campaigns.jobs;

import java.util.Locale;
import nustream.campaigns.v1.TrainingCommand;
import nustream.campaigns.v1.TrainingService;

/** Services and commands as they are written in images, labels, volumes and command lines. */
final class TrainingWords {
  private static final String SERVICE = "TRAINING_SERVICE_";
  private static final String COMMAND = "TRAINING_COMMAND_";

  private TrainingWords() {}

  /** For example "diffusion-sampler". */
  static String of(TrainingService service) {
    return word(SERVICE, service);
  }

  /** For example "fine-tune". */
  static String of(TrainingCommand command) {
    return word(COMMAND, command);
  }

  private static String word(String prefix, Enum<?> value) {
    return value.name().substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

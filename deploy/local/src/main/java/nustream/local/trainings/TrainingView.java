package nustream.local.trainings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import nustream.campaigns.v1.Training;

/**
 * A training as it is shown.
 *
 * @param id its id
 * @param state pending, running, succeeded, failed or cancelling
 * @param reason why it waits or failed; empty otherwise
 * @param message the reason in a sentence
 * @param service whose command
 * @param command which command
 * @param model name that it releases under; empty for tune
 * @param gpus GPUs of an attempt
 * @param node of the newest attempt; empty before
 * @param failedAttempts attempts that failed
 * @param words the command line; empty in lists
 * @param createdAt time of its start, UTC
 * @param endedAt time of its end, UTC; null until then
 */
record TrainingView(
    String id,
    String state,
    String reason,
    String message,
    String service,
    String command,
    String model,
    int gpus,
    String node,
    @JsonProperty("failed_attempts") int failedAttempts,
    List<String> words,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("ended_at") String endedAt) {

  static TrainingView of(Training training) {
    return new TrainingView(
        training.getId(),
        word("TRAINING_STATE_", training.getState()),
        word("TRAINING_REASON_", training.getReason()),
        training.getMessage(),
        word("TRAINING_SERVICE_", training.getSpec().getService()),
        word("TRAINING_COMMAND_", training.getSpec().getCommand()),
        training.getSpec().getModel(),
        training.getSpec().getResources().getGpus(),
        training.getNode(),
        training.getFailedAttempts(),
        training.getWordsList(),
        time(training.getCreatedAtMs()),
        training.getEndedAtMs() == 0 ? null : time(training.getEndedAtMs()));
  }

  /** Empty for a value that is not set. */
  static String word(String prefix, Enum<?> value) {
    String name = value.name();
    return name.startsWith(prefix) && !name.endsWith("UNSPECIFIED")
        ? name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-')
        : "";
  }

  private static String time(long milliseconds) {
    return Instant.ofEpochMilli(milliseconds).toString();
  }
}

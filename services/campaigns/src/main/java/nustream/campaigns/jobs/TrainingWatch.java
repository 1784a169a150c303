package nustream.campaigns.jobs;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import nustream.campaigns.v1.Training;
import nustream.messaging.grpc.Source;

/** One reader of one training: holds the newest state that was not sent. Thread-safe. */
final class TrainingWatch implements Source<Training> {
  private final String id;
  private final Consumer<TrainingWatch> onClose;

  /** The newest state that was not asked for yet; null when there is none. */
  private Training unsent;

  /** The newest state that was offered; equal ones are not told again. */
  private Training newest = Training.getDefaultInstance();

  private boolean gone;

  /** Asked for before there was something new; the stream asks for one at a time. */
  private CompletableFuture<Optional<Training>> asked;

  TrainingWatch(String id, Consumer<TrainingWatch> onClose) {
    this.id = id;
    this.onClose = onClose;
  }

  String id() {
    return id;
  }

  void offer(Training training) {
    settle(
        () -> {
          if (!training.equals(newest) && !TrainingStatus.ended(newest.getState())) {
            newest = training;
            unsent = training;
          }
        });
  }

  /** The training is no more. */
  void end() {
    settle(() -> gone = true);
  }

  @Override
  public synchronized CompletionStage<Optional<Training>> next() {
    asked = new CompletableFuture<>();
    CompletableFuture<Optional<Training>> answer = asked;
    settle(() -> {});
    return answer;
  }

  @Override
  public void close() {
    onClose.accept(this);
  }

  private void settle(Runnable change) {
    CompletableFuture<Optional<Training>> waiting = null;
    Optional<Training> answer = Optional.empty();
    synchronized (this) {
      change.run();
      boolean over = gone || TrainingStatus.ended(newest.getState());
      if (asked != null && (unsent != null || over)) {
        waiting = asked;
        answer = Optional.ofNullable(unsent);
        asked = null;
        unsent = null;
      }
    }
    if (waiting != null) {
      waiting.complete(answer);
    }
  }
}

package nustream.serving.stream;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import nustream.serving.pool.Measured;

/**
 * A checked record, and how it is answered.
 *
 * @param key of the answer's record
 * @param failure what the log calls a failed try, for example "event=map-failed map=a/3"
 * @param answer begins the work each time that it is subscribed to
 * @param <A> the message that answers
 */
public record Admitted<A>(String key, Supplier<String> failure, Uni<Measured<A>> answer) {
  /**
   * A checked record.
   *
   * @param work begins the work
   * @param message the message of what came of it
   * @param <R> what comes of the work
   */
  public static <R, A> Admitted<A> of(
      String key,
      Supplier<String> failure,
      Supplier<? extends CompletionStage<Measured<R>>> work,
      Function<R, A> message) {
    return new Admitted<>(
        key,
        failure,
        Uni.createFrom().completionStage(work).map(measured -> measured.map(message)));
  }
}

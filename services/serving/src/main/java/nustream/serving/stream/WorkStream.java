package nustream.serving.stream;

import com.google.protobuf.MessageLite;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Function;
import nustream.messaging.ComputeSeconds;
import nustream.messaging.Values;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import nustream.serving.Capacity;
import nustream.serving.Serving;
import nustream.serving.pool.Measured;
import nustream.serving.pool.PoolMetrics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * From a topic of work to a topic of answers, at least once: a record is acknowledged when the
 * broker has its answer. Many are under way at once, at most {@link Capacity#kafkaInFlight}; beyond
 * them the channel is paused. Work that failed by a fault of ours is tried again a few times. A
 * record that cannot be answered becomes a dead letter with its key and headers, and the stream
 * goes on.
 *
 * @param <Q> the message of the work
 * @param <A> the message of the answer
 */
public final class WorkStream<Q extends MessageLite, A extends MessageLite> {
  private static final Logger LOG = Logger.getLogger(WorkStream.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Class<Q> type;
  private final BiPredicate<ConsumerRecord<?, ?>, Q> obsolete;
  private final Function<Q, CompletionStage<Admitted<A>>> admission;
  private final int inFlight;
  private final int retries;
  private final PoolMetrics metrics;
  private final Drain drain;

  /**
   * @param obsolete whether nobody waits for the answer any more: such a record is acknowledged
   *     without one
   * @param admission checks a message; must not block
   */
  public WorkStream(
      Class<Q> type,
      BiPredicate<ConsumerRecord<?, ?>, Q> obsolete,
      Function<Q, CompletionStage<Admitted<A>>> admission,
      Serving<?, ?, ?> serving,
      Drain drain) {
    this.type = type;
    this.obsolete = obsolete;
    this.admission = admission;
    this.inFlight = serving.capacity().kafkaInFlight();
    this.retries = serving.config().retries();
    this.metrics = serving.metrics();
    this.drain = drain;
  }

  /** The workers work; the calling thread only decodes and checks. */
  public Multi<Message<A>> answers(Multi<Message<byte[]>> records) {
    return records.onItem().transformToUni(this::answer).merge(inFlight);
  }

  private Uni<Message<A>> answer(Message<byte[]> record) {
    if (drain.draining()) {
      return leave();
    }
    Drain.Work work = drain.begin();
    return Uni.createFrom()
        .completionStage(() -> admitted(record))
        .flatMap(
            admitted ->
                admitted.isEmpty()
                    ? passOver(record, work)
                    : tried(admitted.get())
                        .map(answer -> message(record, admitted.get(), answer, work)))
        .onFailure()
        .recoverWithUni(reason -> refuse(record, reason, work));
  }

  /** Empty where nobody waits for the answer. */
  private CompletionStage<Optional<Admitted<A>>> admitted(Message<byte[]> record) {
    return CompletableFuture.completedFuture(record)
        .thenApply(WorkStream::consumed)
        .thenCompose(this::admitted)
        .whenComplete(
            (admitted, refused) -> {
              if (refused != null) {
                metrics.refused(refused);
              }
            });
  }

  private CompletionStage<Optional<Admitted<A>>> admitted(ConsumerRecord<String, byte[]> record) {
    Q message = Values.decode(record, type);
    return obsolete.test(record, message)
        ? CompletableFuture.completedFuture(Optional.empty())
        : admission.apply(message).thenApply(Optional::of);
  }

  private static ConsumerRecord<String, byte[]> consumed(Message<byte[]> record) {
    IncomingKafkaRecordMetadata<?, ?> metadata =
        record.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
    @SuppressWarnings("unchecked")
    var bytes = (IncomingKafkaRecordMetadata<String, byte[]>) metadata;
    return bytes.getRecord();
  }

  private Uni<Measured<A>> tried(Admitted<A> admitted) {
    if (retries == 0) {
      return admitted.answer();
    }
    return admitted
        .answer()
        .onFailure(WorkStream::mayPass)
        .invoke(
            reason -> LOG.warnf("%s reason=\"%s\"", admitted.failure().get(), reason.getMessage()))
        .onFailure(WorkStream::mayPass)
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .withJitter(0)
        .atMost(retries);
  }

  /** The pool tells every failure by its word: the same work may succeed after these two. */
  private static boolean mayPass(Throwable reason) {
    return reason instanceof NustreamException told
        && (told.word() == ErrorWord.INTERNAL || told.word() == ErrorWord.OVERLOADED);
  }

  private static <A> Message<A> message(
      Message<byte[]> record, Admitted<A> admitted, Measured<A> answer, Drain.Work work) {
    RecordHeaders headers = new RecordHeaders();
    ComputeSeconds.set(headers, answer.computeSeconds());
    return record
        .withPayload(answer.answer())
        .addMetadata(
            OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(admitted.key())
                .withHeaders(headers)
                .build())
        .withAck(() -> record.ack().whenComplete((done, failed) -> work.close()))
        .withNack(reason -> record.nack(reason).whenComplete((done, failed) -> work.close()));
  }

  private Uni<Message<A>> refuse(Message<byte[]> record, Throwable reason, Drain.Work work) {
    if (drain.draining() && Failure.of(reason).word() == ErrorWord.DRAINING) {
      work.close();
      return leave();
    }
    return Uni.createFrom()
        .completionStage(() -> record.nack(reason).whenComplete((done, failed) -> work.close()))
        .replaceWith((Message<A>) null);
  }

  private Uni<Message<A>> passOver(Message<byte[]> record, Drain.Work work) {
    return Uni.createFrom()
        .completionStage(() -> record.ack().whenComplete((done, failed) -> work.close()))
        .replaceWith((Message<A>) null);
  }

  /** Neither acknowledged nor refused: another replica gets it. */
  private Uni<Message<A>> leave() {
    return Uni.createFrom().nothing();
  }
}

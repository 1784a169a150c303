package nustream.classifier.stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import nustream.classifier.ClassifierConfig;
import nustream.classifier.model.Verdict;
import nustream.classifier.serve.Capacity;
import nustream.classifier.serve.MapOrder;
import nustream.classifier.serve.MapRules;
import nustream.classifier.serve.PoolMetrics;
import nustream.classifier.serve.WorkerPool;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.ConvergenceMap;
import nustream.messaging.Values;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logging.Logger;

/**
 * lensing.maps.v1 to lensing.classifications.v1, at least once: a map is acknowledged when the
 * broker has its classification. Many maps are under way at once, at most {@link
 * Capacity#kafkaInFlight}; beyond them the channel is paused. A map whose classification failed by
 * a fault of ours is tried again a few times. A map that cannot be classified becomes a dead letter
 * with its key and headers, and the stream goes on.
 */
@ApplicationScoped
public class MapStream {
  private static final Logger LOG = Logger.getLogger(MapStream.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final MapRules rules;
  private final WorkerPool pool;
  private final Capacity capacity;
  private final PoolMetrics metrics;
  private final Drain drain;
  private final int retries;

  @Inject
  public MapStream(
      MapRules rules,
      WorkerPool pool,
      Capacity capacity,
      PoolMetrics metrics,
      Drain drain,
      ClassifierConfig config) {
    if (config.retries() < 0) {
      throw new IllegalArgumentException(
          "classifier.retries is " + config.retries() + ", want at least 0");
    }
    this.retries = config.retries();
    this.rules = rules;
    this.pool = pool;
    this.capacity = capacity;
    this.metrics = metrics;
    this.drain = drain;
  }

  /** The workers classify; the calling thread only decodes and checks. */
  @Incoming("maps")
  @Outgoing("classifications")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public Multi<Message<Classification>> classify(Multi<Message<byte[]>> maps) {
    return maps.onItem().transformToUni(this::answer).merge(capacity.kafkaInFlight());
  }

  private Uni<Message<Classification>> answer(Message<byte[]> record) {
    if (drain.draining()) {
      return leave();
    }
    Drain.Work work = drain.begin();
    return Uni.createFrom()
        .completionStage(() -> admitted(record))
        .flatMap(this::classified)
        .map(classification -> message(record, classification, work))
        .onFailure()
        .recoverWithUni(reason -> refuse(record, reason, work));
  }

  /** A map that was checked, without its pixels, and what is to be done with it. */
  private record Admitted(ConvergenceMap map, MapOrder order) {}

  private CompletionStage<Admitted> admitted(Message<byte[]> record) {
    return CompletableFuture.completedFuture(record)
        .thenApply(MapStream::decode)
        .thenCompose(
            map ->
                rules
                    .admit(map)
                    .thenApply(order -> new Admitted(map.toBuilder().clearPixels().build(), order)))
        .whenComplete(
            (admitted, refused) -> {
              if (refused != null) {
                metrics.refused(refused);
              }
            });
  }

  private Uni<Classification> classified(Admitted admitted) {
    MapOrder order = admitted.order();
    Uni<Verdict> verdict = Uni.createFrom().completionStage(() -> pool.submit(order));
    if (retries > 0) {
      verdict =
          verdict
              .onFailure(MapStream::mayPass)
              .invoke(
                  reason ->
                      LOG.warnf(
                          "event=map-failed map=%s reason=\"%s\"",
                          admitted.map().getId(), reason.getMessage()))
              .onFailure(MapStream::mayPass)
              .retry()
              .withBackOff(FIRST_WAIT, LONGEST_WAIT)
              .withJitter(0)
              .atMost(retries);
    }
    return verdict.map(given -> Classifications.of(admitted.map(), order.model(), given));
  }

  /** The pool tells every failure by its word: the same map may succeed after these two. */
  private static boolean mayPass(Throwable reason) {
    return reason instanceof NustreamException told
        && (told.word() == ErrorWord.INTERNAL || told.word() == ErrorWord.OVERLOADED);
  }

  private static ConvergenceMap decode(Message<byte[]> record) {
    IncomingKafkaRecordMetadata<?, ?> metadata =
        record.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
    @SuppressWarnings("unchecked")
    var bytes = (IncomingKafkaRecordMetadata<String, byte[]>) metadata;
    return Values.decode(bytes.getRecord(), ConvergenceMap.class);
  }

  private static Message<Classification> message(
      Message<byte[]> record, Classification classification, Drain.Work work) {
    return record
        .withPayload(classification)
        .addMetadata(
            OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(classification.getMapId())
                .build())
        .withAck(() -> record.ack().whenComplete((done, failed) -> work.close()))
        .withNack(reason -> record.nack(reason).whenComplete((done, failed) -> work.close()));
  }

  private Uni<Message<Classification>> refuse(
      Message<byte[]> record, Throwable reason, Drain.Work work) {
    if (drain.draining() && Failure.of(reason).word() == ErrorWord.DRAINING) {
      work.close();
      return leave();
    }
    return Uni.createFrom()
        .completionStage(() -> record.nack(reason).whenComplete((done, failed) -> work.close()))
        .replaceWith((Message<Classification>) null);
  }

  /** Neither acknowledged nor refused: another replica gets it. */
  private static Uni<Message<Classification>> leave() {
    return Uni.createFrom().nothing();
  }
}

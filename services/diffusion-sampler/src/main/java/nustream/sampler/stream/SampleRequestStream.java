package nustream.sampler.stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.SampleRequest;
import nustream.messaging.Values;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import nustream.sampler.SamplerConfig;
import nustream.sampler.serve.BlockOrder;
import nustream.sampler.serve.Capacity;
import nustream.sampler.serve.PoolMetrics;
import nustream.sampler.serve.SamplingRules;
import nustream.sampler.serve.WorkerPool;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logging.Logger;

/**
 * flavor.sample-requests.v1 to flavor.candidates.v1, at least once: a request is acknowledged when
 * the broker has its block. Several blocks are under way at once, at most {@link
 * Capacity#kafkaInFlight}; beyond them the channel is paused. A block whose generation failed by a
 * fault of ours is tried again a few times. A request that cannot be served becomes a dead letter
 * with its key and headers, and the stream goes on.
 */
@ApplicationScoped
public class SampleRequestStream {
  private static final Logger LOG = Logger.getLogger(SampleRequestStream.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final SamplingRules rules;
  private final WorkerPool pool;
  private final Capacity capacity;
  private final PoolMetrics metrics;
  private final Drain drain;
  private final int retries;

  @Inject
  public SampleRequestStream(
      SamplingRules rules,
      WorkerPool pool,
      Capacity capacity,
      PoolMetrics metrics,
      Drain drain,
      SamplerConfig config) {
    if (config.retries() < 0) {
      throw new IllegalArgumentException(
          "sampler.retries is " + config.retries() + ", want at least 0");
    }
    this.retries = config.retries();
    this.rules = rules;
    this.pool = pool;
    this.capacity = capacity;
    this.metrics = metrics;
    this.drain = drain;
  }

  /** The workers generate; the calling thread only decodes and checks. */
  @Incoming("samplerequests")
  @Outgoing("candidates")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public Multi<Message<CandidateBlock>> generate(Multi<Message<byte[]>> requests) {
    return requests.onItem().transformToUni(this::answer).merge(capacity.kafkaInFlight());
  }

  private Uni<Message<CandidateBlock>> answer(Message<byte[]> request) {
    if (drain.draining()) {
      return leave();
    }
    Drain.Work work = drain.begin();
    return Uni.createFrom()
        .completionStage(() -> admitted(request))
        .flatMap(this::generated)
        .map(block -> message(request, block, work))
        .onFailure()
        .recoverWithUni(reason -> refuse(request, reason, work));
  }

  private Uni<CandidateBlock> generated(BlockOrder order) {
    Uni<CandidateBlock> block = Uni.createFrom().completionStage(() -> pool.submit(order));
    if (retries == 0) {
      return block;
    }
    return block
        .onFailure(SampleRequestStream::mayPass)
        .invoke(
            reason ->
                LOG.warnf(
                    "event=block-failed campaign=%s block=%d reason=\"%s\"",
                    order.campaignId(), order.block(), reason.getMessage()))
        .onFailure(SampleRequestStream::mayPass)
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .withJitter(0)
        .atMost(retries);
  }

  /** The pool tells every failure by its word: the same block may succeed after these two. */
  private static boolean mayPass(Throwable reason) {
    return reason instanceof NustreamException told
        && (told.word() == ErrorWord.INTERNAL || told.word() == ErrorWord.OVERLOADED);
  }

  private CompletionStage<BlockOrder> admitted(Message<byte[]> request) {
    return CompletableFuture.completedFuture(request)
        .thenApply(SampleRequestStream::decode)
        .thenCompose(rules::admit)
        .whenComplete(
            (order, refused) -> {
              if (refused != null) {
                metrics.refused(refused);
              }
            });
  }

  private static SampleRequest decode(Message<byte[]> request) {
    IncomingKafkaRecordMetadata<?, ?> metadata =
        request.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
    @SuppressWarnings("unchecked")
    var bytes = (IncomingKafkaRecordMetadata<String, byte[]>) metadata;
    return Values.decode(bytes.getRecord(), SampleRequest.class);
  }

  private static Message<CandidateBlock> message(
      Message<byte[]> request, CandidateBlock block, Drain.Work work) {
    return request
        .withPayload(block)
        .addMetadata(
            OutgoingKafkaRecordMetadata.<String>builder().withKey(block.getCampaignId()).build())
        .withAck(() -> request.ack().whenComplete((done, failed) -> work.close()))
        .withNack(reason -> request.nack(reason).whenComplete((done, failed) -> work.close()));
  }

  private Uni<Message<CandidateBlock>> refuse(
      Message<byte[]> request, Throwable reason, Drain.Work work) {
    if (drain.draining() && Failure.of(reason).word() == ErrorWord.DRAINING) {
      work.close();
      return leave();
    }
    return Uni.createFrom()
        .completionStage(() -> request.nack(reason).whenComplete((done, failed) -> work.close()))
        .replaceWith((Message<CandidateBlock>) null);
  }

  /** Neither acknowledged nor refused: another replica gets it. */
  private static Uni<Message<CandidateBlock>> leave() {
    return Uni.createFrom().nothing();
  }
}

package nustream.simulator.stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.MapRequest;
import nustream.messaging.Values;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import nustream.simulator.making.Capacity;
import nustream.simulator.making.MapFactory;
import nustream.simulator.making.MapOrder;
import nustream.simulator.making.OrderRules;
import nustream.simulator.making.SimulatorMetrics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/**
 * lensing.map-requests.v1 to lensing.maps.v1, at least once: a request is acknowledged when the
 * broker has all of its maps, so one that a killed replica had begun is made again, with the same
 * ids and bytes. A few requests are under way at once, each with one map per worker; beyond them
 * the channel is paused. A request that cannot be served becomes a dead letter with its key and
 * headers, and the stream goes on. Of a campaign that has ended no further map is begun.
 */
@ApplicationScoped
public class MapRequestStream {
  private final OrderRules rules;
  private final MapFactory factory;
  private final Capacity capacity;
  private final SimulatorMetrics metrics;
  private final CampaignStream campaigns;
  private final Drain drain;

  @Inject
  public MapRequestStream(
      OrderRules rules,
      MapFactory factory,
      Capacity capacity,
      SimulatorMetrics metrics,
      CampaignStream campaigns,
      Drain drain) {
    this.rules = rules;
    this.factory = factory;
    this.capacity = capacity;
    this.metrics = metrics;
    this.campaigns = campaigns;
    this.drain = drain;
  }

  /** The workers make maps; the calling thread only decodes and checks. */
  @Incoming("maprequests")
  @Outgoing("maps")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public Multi<Message<ConvergenceMap>> make(Multi<Message<byte[]>> requests) {
    return requests.onItem().transformToMulti(this::answer).merge(capacity.requests());
  }

  private Multi<Message<ConvergenceMap>> answer(Message<byte[]> message) {
    if (drain.draining()) {
      return Multi.createFrom().nothing();
    }
    OpenRequest request = new OpenRequest(message, drain.begin());
    MapOrder order;
    try {
      order = rules.admit(Values.decode(consumed(message), MapRequest.class));
    } catch (NustreamException e) {
      metrics.refused(e);
      return refuse(request, e);
    }
    request.expect(order.count());
    return Multi.createFrom()
        .iterable(() -> java.util.stream.LongStream.range(0, order.count()).iterator())
        .select()
        .first(number -> !request.ended() && !left(request, order))
        .onItem()
        .transformToUni(
            number ->
                Uni.createFrom()
                    .completionStage(() -> factory.make(order, order.first() + number))
                    .map(map -> message(request, map)))
        .merge(factory.atOnce())
        .onCompletion()
        .call(() -> passOver(request, order))
        .onFailure()
        .recoverWithMulti(reason -> refuse(request, reason));
  }

  private Uni<Void> passOver(OpenRequest request, MapOrder order) {
    return left(request, order)
        ? Uni.createFrom().completionStage(request::passOver)
        : Uni.createFrom().voidItem();
  }

  private boolean left(OpenRequest request, MapOrder order) {
    return campaigns.ended().passesOver(consumed(request.message()), order.campaignId());
  }

  private static ConsumerRecord<String, byte[]> consumed(Message<byte[]> message) {
    IncomingKafkaRecordMetadata<?, ?> metadata =
        message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
    @SuppressWarnings("unchecked")
    var bytes = (IncomingKafkaRecordMetadata<String, byte[]>) metadata;
    return bytes.getRecord();
  }

  private static Message<ConvergenceMap> message(OpenRequest request, ConvergenceMap map) {
    return request
        .message()
        .withPayload(map)
        .addMetadata(OutgoingKafkaRecordMetadata.<String>builder().withKey(map.getId()).build())
        .withAck(request::sent)
        .withNack(request::refuse);
  }

  private Multi<Message<ConvergenceMap>> refuse(OpenRequest request, Throwable reason) {
    if (drain.draining() && Failure.of(reason).word() == ErrorWord.DRAINING) {
      request.leave();
      return Multi.createFrom().nothing();
    }
    return Uni.createFrom()
        .completionStage(() -> request.refuse(reason))
        .onItem()
        .transformToMulti(done -> Multi.createFrom().empty());
  }
}

package nustream.classifier.stream;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import nustream.classifier.model.Verdict;
import nustream.classifier.serve.ClassifierModel;
import nustream.classifier.serve.MapOrder;
import nustream.classifier.serve.MapRules;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.ConvergenceMap;
import nustream.messaging.drain.Drain;
import nustream.serving.Serving;
import nustream.serving.stream.Admitted;
import nustream.serving.stream.WorkStream;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** lensing.maps.v1 to lensing.classifications.v1, as {@link WorkStream} does it. */
@ApplicationScoped
public class MapStream {
  private final MapRules rules;
  private final Serving<ClassifierModel, MapOrder, Verdict> serving;
  private final WorkStream<ConvergenceMap, Classification> stream;

  @Inject
  public MapStream(
      MapRules rules, Serving<ClassifierModel, MapOrder, Verdict> serving, Drain drain) {
    this.rules = rules;
    this.serving = serving;
    // A map is classified in milliseconds: not worth asking whether its campaign still runs.
    this.stream =
        new WorkStream<>(ConvergenceMap.class, (record, map) -> false, this::admit, serving, drain);
  }

  @Incoming("maps")
  @Outgoing("classifications")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public Multi<Message<Classification>> classify(Multi<Message<byte[]>> maps) {
    return stream.answers(maps);
  }

  private CompletionStage<Admitted<Classification>> admit(ConvergenceMap map) {
    return rules
        .admit(map)
        .thenApply(order -> admitted(map.toBuilder().clearPixels().build(), order));
  }

  /**
   * @param map without its pixels, which the order has
   */
  private Admitted<Classification> admitted(ConvergenceMap map, MapOrder order) {
    return Admitted.of(
        map.getId(),
        () -> "event=map-failed map=" + map.getId(),
        () -> serving.pool().submit(order),
        verdict -> Classifications.of(map, order.model(), verdict));
  }
}

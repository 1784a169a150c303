package nustream.messaging.channels;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Verdict;
import nustream.messaging.Values;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A service's stream in small: candidates in, verdicts out, at least once. */
@ApplicationScoped
public class VerdictChannel {
  private final Map<String, Integer> seen = new ConcurrentHashMap<>();

  @Inject Drain drain;

  @Channel("verdicts")
  MutinyEmitter<Record<String, Verdict>> verdicts;

  /** How often this was taken in; 0 = never. */
  int seen(String what) {
    return seen.getOrDefault(what, 0);
  }

  @Incoming("candidates")
  Uni<Void> judge(ConsumerRecord<String, byte[]> record) {
    CandidateBlock block = Values.decode(record, CandidateBlock.class);
    seen.merge(block.getCampaignId() + "/" + block.getBlock(), 1, Integer::sum);
    FieldChecks.inRange("count", block.getCount(), 1, 1000);
    if (block.getGenerator().equals("fault")) {
      throw new IllegalStateException("a fault of ours");
    }
    var verdict =
        Verdict.newBuilder()
            .setCampaignId(block.getCampaignId())
            .setBlock(block.getBlock())
            .setGenerated(block.getCount())
            .build();
    Drain.Work work = drain.begin();
    return verdicts.send(Record.of(record.key(), verdict)).onTermination().invoke(work::close);
  }

  /** A channel of its own, because it stops for good. */
  @Incoming("requests")
  Uni<Void> refuse(Message<byte[]> message) {
    seen.merge("refused", 1, Integer::sum);
    var busy = new NustreamException(ErrorWord.OVERLOADED, "not now");
    return Uni.createFrom().completionStage(message.nack(busy));
  }
}

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nustream.flavor.v1.Solution;
import nustream.flavor.v1.SolutionBlock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads accepted solutions from their topic. With the libraries of the command line on the class
 * path:
 *
 * <pre>java -cp 'deploy/local/target/lib/*' deploy/clients/java/ConsumeSolutions.java
 *     [--broker HOST:PORT] [--blocks N] [--seconds S]</pre>
 */
public final class ConsumeSolutions {
  private static final String TOPIC = "flavor.solutions.v1";
  private static final String TYPE = "nustream.flavor.v1.SolutionBlock";

  private ConsumeSolutions() {}

  public static void main(String[] arguments) throws Exception {
    String broker = option(arguments, "--broker", "127.0.0.1:19092");
    long wanted = Long.parseLong(option(arguments, "--blocks", Long.toString(Long.MAX_VALUE)));
    var silence = Duration.ofSeconds(Long.parseLong(option(arguments, "--seconds", "30")));
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", broker,
            // A group of its own: everything is read, and nothing is remembered.
            "group.id", "example-" + UUID.randomUUID(),
            "auto.offset.reset", "earliest",
            "enable.auto.commit", false,
            // The filter writes in transactions: without this, aborted ones would be read, too.
            "isolation.level", "read_committed");
    // After a crash a block may come again, with the same id; the first one counts.
    Set<String> seen = new HashSet<>();
    long solutions = 0;
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      long heard = System.nanoTime();
      while (seen.size() < wanted && System.nanoTime() - heard < silence.toNanos()) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          heard = System.nanoTime();
          String id = header(record, "id");
          if (seen.size() < wanted && TYPE.equals(header(record, "event-type")) && seen.add(id)) {
            SolutionBlock block = SolutionBlock.parseFrom(record.value());
            print(id, block);
            solutions += block.getSolutionsCount();
          }
        }
      }
    }
    System.out.println(seen.size() + " blocks, " + solutions + " solutions");
  }

  private static void print(String id, SolutionBlock block) {
    double least =
        block.getSolutionsList().stream()
            .map(Solution::getObservables)
            .mapToDouble(observables -> observables.getMeeEv())
            .min()
            .orElse(Double.NaN);
    System.out.printf(
        "%s: %d solutions%s%n",
        id,
        block.getSolutionsCount(),
        Double.isNaN(least) ? "" : ", m_ee from %.3f meV".formatted(1e3 * least));
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String option(String[] arguments, String name, String otherwise) {
    int at = List.of(arguments).indexOf(name);
    return at < 0 ? otherwise : arguments[at + 1];
  }
}

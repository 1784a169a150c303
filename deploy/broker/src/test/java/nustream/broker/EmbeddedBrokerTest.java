package nustream.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nustream.contracts.Topic;
import nustream.contracts.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 8, unit = TimeUnit.MINUTES)
class EmbeddedBrokerTest {
  @TempDir Path folder;

  @Test
  void aRestartOnTheSameFolderKeepsTopicsRecordsAndOffsets() throws Exception {
    try (var broker = EmbeddedBroker.in(folder).start()) {
      assertTopicsAreThoseOfTheTable(broker);
      produce(broker, "before");
      assertEquals(List.of("before"), consume(broker, 1));
    }
    try (var broker = EmbeddedBroker.in(folder).start()) {
      assertTopicsAreThoseOfTheTable(broker);
      produce(broker, "after");
      // "before" was committed by the same group, so only what came since is read.
      assertEquals(List.of("after"), consume(broker, 1));
      assertEquals(2, endOffsets(broker));
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = other.getLocalPort();
      var e =
          assertThrows(
              BrokerStartException.class, () -> EmbeddedBroker.in(folder).port(port).start());
      assertTrue(e.getMessage().contains("port " + port + " on 127.0.0.1 is taken"), e::getMessage);
      var c =
          assertThrows(
              BrokerStartException.class,
              () -> EmbeddedBroker.in(folder).controllerPort(port).start());
      assertTrue(c.getMessage().contains("Kafka controller needs it"), c::getMessage);
    }
  }

  @Test
  void aFolderInUseIsNamedAndItsBrokerGoesOn() throws Exception {
    try (var broker = EmbeddedBroker.in(folder).start()) {
      Set<Thread> before = nonDaemonThreads();
      var e = assertThrows(BrokerStartException.class, () -> EmbeddedBroker.in(folder).start());
      assertTrue(e.getMessage().contains(folder.toString()), e::getMessage);
      assertTrue(e.getMessage().contains("in use"), e::getMessage);
      Set<Thread> after = nonDaemonThreads();
      after.removeAll(before);
      assertEquals(Set.of(), after, "a refused start leaves no thread that keeps the JVM alive");
      produce(broker, "the first one still works");
    }
  }

  private static Set<Thread> nonDaemonThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }

  private static void assertTopicsAreThoseOfTheTable(EmbeddedBroker broker) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      List<String> names = new ArrayList<>();
      Topics.all().forEach(topic -> names.addAll(List.of(topic.name(), topic.deadLetters())));
      Map<String, TopicDescription> described = admin.describeTopics(names).allTopicNames().get();
      var resources =
          names.stream().map(n -> new ConfigResource(ConfigResource.Type.TOPIC, n)).toList();
      Map<ConfigResource, Config> configs = admin.describeConfigs(resources).all().get();
      for (Topic topic : Topics.all()) {
        assertEquals(topic.partitions(), described.get(topic.name()).partitions().size());
        assertEquals(1, described.get(topic.deadLetters()).partitions().size());
        Config own = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
        assertEquals(topic.compacted() ? "compact" : "delete", own.get("cleanup.policy").value());
        assertTrue(
            Integer.parseInt(own.get("max.message.bytes").value()) > topic.maxBytes(),
            topic.name());
        long wanted = topic.retention().map(Duration::toMillis).orElse(-1L);
        assertEquals(wanted, Long.parseLong(own.get("retention.ms").value()), topic.name());
        long most = topic.mostBytes().orElse(-1L);
        assertEquals(most, Long.parseLong(own.get("retention.bytes").value()), topic.name());
      }
    }
  }

  private static void produce(EmbeddedBroker broker, String value) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(Topics.VERDICTS, "campaign", value)).get();
    }
  }

  private static List<String> consume(EmbeddedBroker broker, int count) {
    try (var consumer = consumer(broker)) {
      consumer.subscribe(List.of(Topics.VERDICTS));
      List<String> values = new ArrayList<>();
      while (values.size() < count) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
      consumer.commitSync();
      return values;
    }
  }

  private static long endOffsets(EmbeddedBroker broker) {
    try (var consumer = consumer(broker)) {
      var partitions =
          consumer.partitionsFor(Topics.VERDICTS).stream()
              .map(p -> new org.apache.kafka.common.TopicPartition(p.topic(), p.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static KafkaConsumer<String, String> consumer(EmbeddedBroker broker) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "group.id", "reader",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false"),
        new StringDeserializer(),
        new StringDeserializer());
  }
}

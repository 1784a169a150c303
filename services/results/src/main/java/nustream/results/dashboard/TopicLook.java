package nustream.results.dashboard;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nustream.contracts.Topic;
import nustream.contracts.Topics;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many records wait for each worker, and how far every topic reaches. For one thread. */
@ApplicationScoped
class TopicLook {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Who works through which topic, in the order of the flow; a worker's group has its name. */
  private static final List<Worker> WORKERS =
      List.of(
          new Worker("diffusion-sampler", Topics.SAMPLE_REQUESTS),
          new Worker("physics-filter", Topics.CANDIDATES),
          new Worker("map-simulator", Topics.MAP_REQUESTS),
          new Worker("cnn-classifier", Topics.MAPS));

  private record Worker(String group, String topic) {}

  private final String bootstrapServers;
  private Admin admin;

  @Inject
  TopicLook(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * What waits for a worker.
   *
   * @param waiting records that its group has not committed; markers of transactions count too
   */
  record Queue(String worker, String topic, long waiting) {}

  /**
   * A topic.
   *
   * @param written records ever written, as its offsets say; markers of transactions count too
   */
  record Log(String topic, long written) {}

  record View(List<Queue> queues, List<Log> logs) {}

  /**
   * Asks the broker.
   *
   * @throws TopicLookException when it does not answer
   */
  View now() {
    if (admin == null) {
      admin = opened();
    }
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
    List<Queue> queues = new ArrayList<>();
    for (Worker worker : WORKERS) {
      queues.add(new Queue(worker.group(), worker.topic(), waiting(worker, begins, ends)));
    }
    List<Log> logs = new ArrayList<>();
    for (Topic topic : Topics.all()) {
      long written =
          partitions.stream()
              .filter(p -> p.topic().equals(topic.name()))
              .mapToLong(ends::get)
              .sum();
      logs.add(new Log(topic.name(), written));
    }
    return new View(queues, logs);
  }

  private Admin opened() {
    try {
      return Admin.create(KafkaSettings.admin(bootstrapServers, TIMEOUT));
    } catch (KafkaException e) {
      // A certificate that is not there, for example.
      throw new TopicLookException(e);
    }
  }

  private List<TopicPartition> partitions() {
    List<String> names = Topics.all().stream().map(Topic::name).toList();
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : await(admin.describeTopics(names).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(info -> partitions.add(new TopicPartition(topic.name(), info.partition())));
    }
    return partitions;
  }

  private long waiting(
      Worker worker, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        await(admin.listConsumerGroupOffsets(worker.group()).partitionsToOffsetAndMetadata());
    long waiting = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (end.getKey().topic().equals(worker.topic())) {
        OffsetAndMetadata done = committed.get(end.getKey());
        long from = done == null ? begins.get(end.getKey()) : done.offset();
        waiting += Math.max(0, end.getValue() - from);
      }
    }
    return waiting;
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, spec));
    Map<TopicPartition, ListOffsetsResultInfo> infos = await(admin.listOffsets(wanted).all());
    Map<TopicPartition, Long> offsets = new HashMap<>();
    infos.forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new TopicLookException(e.getCause());
    } catch (TimeoutException e) {
      throw new TopicLookException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicLookException(e);
    }
  }

  @PreDestroy
  void close() {
    if (admin != null) {
      admin.close();
    }
  }
}

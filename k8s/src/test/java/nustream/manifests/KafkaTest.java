package nustream.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nustream.contracts.Topic;
import nustream.contracts.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics against the table of topics; rights against what the code of each service does. */
class KafkaTest {
  /** As the local broker has them: see TopicTable of deploy/broker. */
  private static final int FRAME_BYTES = 16 * 1024;

  private static final int COMPACTED_SEGMENT_BYTES = 8 * 1024 * 1024;
  private static final int SEGMENT_BYTES = 64 * 1024 * 1024;
  private static final long DEAD_LETTER_BYTES = 1L << 30;
  private static final long YEAR_MS = 365L * 24 * 3600 * 1000;

  /** Most of a partition in the overlay of one node, whose disk is a fifth. */
  private static final long CPU_BYTES = 1280L << 20;

  /** What services do that have clients of their own instead of channels. */
  private static final Map<String, Rights> OWN_CLIENTS =
      Map.of(
          "physics-filter",
          new Rights(
              Set.of(Topics.CANDIDATES),
              Set.of(Topics.SOLUTIONS, Topics.VERDICTS, Topics.CANDIDATES + ".dlq"),
              Set.of("physics-filter"),
              Set.of(),
              Set.of("physics-filter-*")),
          "results",
          new Rights(
              union(
                  Set.of(Topics.SOLUTIONS, Topics.VERDICTS, Topics.CLASSIFICATIONS),
                  // The dashboard counts dead letters by reading them.
                  Topics.all().stream().map(Topic::deadLetters).collect(Collectors.toSet())),
              Set.of(
                  Topics.SOLUTIONS + ".dlq",
                  Topics.VERDICTS + ".dlq",
                  Topics.CLASSIFICATIONS + ".dlq"),
              Set.of(),
              Set.of("diffusion-sampler", "physics-filter", "map-simulator", "cnn-classifier"),
              Set.of()),
          "campaigns",
          new Rights(
              Set.of(
                  Topics.CAMPAIGNS,
                  Topics.VERDICTS,
                  Topics.CLASSIFICATIONS,
                  Topics.SAMPLE_REQUESTS + ".dlq",
                  Topics.CANDIDATES + ".dlq",
                  Topics.MAP_REQUESTS + ".dlq",
                  Topics.MAPS + ".dlq",
                  // The scaler looks at what waits.
                  Topics.SAMPLE_REQUESTS,
                  Topics.MAP_REQUESTS,
                  Topics.MAPS),
              Set.of(
                  Topics.CAMPAIGNS,
                  Topics.SAMPLE_REQUESTS,
                  Topics.MAP_REQUESTS,
                  Topics.CAMPAIGNS + ".dlq",
                  Topics.VERDICTS + ".dlq",
                  Topics.CLASSIFICATIONS + ".dlq"),
              Set.of("campaigns"),
              Set.of("diffusion-sampler", "cnn-classifier", "map-simulator"),
              Set.of("campaigns")));

  /**
   * @param reads topics
   * @param writes topics
   * @param groups that it is a member of; a star stands for any end
   * @param looksAt groups whose offsets it asks for
   * @param transactionalIds its transactional ids
   */
  private record Rights(
      Set<String> reads,
      Set<String> writes,
      Set<String> groups,
      Set<String> looksAt,
      Set<String> transactionalIds) {}

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> union = new TreeSet<>(one);
    union.addAll(other);
    return union;
  }

  static Iterable<String> services() {
    return ServiceSources.SERVICES;
  }

  @ParameterizedTest
  @CsvSource({Rendering.CPU + ", 1, 1", Rendering.GPU + ", 3, 2"})
  void topicsAreThoseOfTheTable(String folder, int replicas, int inSync) {
    Map<String, String> wanted = new TreeMap<>();
    for (Topic topic : Topics.all()) {
      Map<String, Object> config = new TreeMap<>();
      config.put("max.message.bytes", topic.maxBytes() + FRAME_BYTES);
      config.put("cleanup.policy", topic.compacted() ? "compact" : "delete");
      config.put("retention.ms", topic.retention().map(r -> r.toMillis()).orElse(-1L));
      config.put("retention.bytes", topic.mostBytes().map(b -> most(folder, b)).orElse(-1L));
      config.put("min.insync.replicas", inSync);
      config.put("segment.bytes", topic.compacted() ? COMPACTED_SEGMENT_BYTES : SEGMENT_BYTES);
      wanted.put(topic.name(), topic.partitions() + " " + replicas + " " + config);
      wanted.put(
          topic.deadLetters(),
          "1 "
              + replicas
              + " "
              + new TreeMap<String, Object>(
                  Map.of(
                      "max.message.bytes",
                      topic.maxBytes() + 2 * FRAME_BYTES,
                      "cleanup.policy",
                      "delete",
                      "retention.ms",
                      YEAR_MS,
                      "retention.bytes",
                      DEAD_LETTER_BYTES,
                      "segment.bytes",
                      SEGMENT_BYTES,
                      "min.insync.replicas",
                      inSync)));
    }

    Map<String, String> found = new TreeMap<>();
    for (Manifest topic : Rendering.of(folder).kind("KafkaTopic")) {
      JsonNode spec = topic.body().path("spec");
      Map<String, Object> config = new TreeMap<>();
      spec.path("config").properties().forEach(e -> config.put(e.getKey(), e.getValue().asText()));
      found.put(
          topic.name(),
          spec.path("partitions").asText() + " " + spec.path("replicas").asText() + " " + config);
      assertEquals(
          "nustream",
          topic.body().path("metadata").path("labels").path("strimzi.io/cluster").asText());
    }

    assertEquals(wanted, found, "k8s/topics makes base/kafka/topics.yaml anew");
  }

  private static long most(String folder, long bytes) {
    return folder.equals(Rendering.CPU) ? Math.min(CPU_BYTES, bytes) : bytes;
  }

  /** There are as many copies as brokers, so each broker has all of them. */
  @ParameterizedTest
  @ValueSource(strings = {Rendering.CPU, Rendering.GPU})
  void allTopicsAtTheirLimitsLeaveATenthOfADiskFree(String folder) {
    Rendering rendering = Rendering.of(folder);
    long bytes = 0;
    for (Manifest topic : rendering.kind("KafkaTopic")) {
      JsonNode spec = topic.body().path("spec");
      JsonNode config = spec.path("config");
      // A compacted topic holds a record of each key, and what was written since: seldom 100 MB.
      long most = Math.max(100L << 20, config.path("retention.bytes").asLong());
      bytes += spec.path("partitions").asInt() * (most + config.path("segment.bytes").asLong());
    }
    String size =
        rendering
            .one("KafkaNodePool", "brokers")
            .body()
            .path("spec")
            .path("storage")
            .path("volumes")
            .path(0)
            .path("size")
            .asText();
    assertTrue(size.endsWith("Gi"), size);
    long disk = Long.parseLong(size.replace("Gi", "")) << 30;
    assertTrue(bytes <= 0.9 * disk, bytes / 1e9 + " GB of " + disk / 1e9);
    assertTrue(bytes >= 0.7 * disk, "a disk of " + size + " is more than the topics may fill");
  }

  @ParameterizedTest
  @CsvSource({Rendering.CPU + ", 1, 1", Rendering.GPU + ", 3, 2"})
  void theClusterKeepsAsManyCopiesAsItHasBrokers(String folder, int replicas, int inSync) {
    Rendering rendering = Rendering.of(folder);
    JsonNode config =
        rendering.one("Kafka", "nustream").body().path("spec").path("kafka").path("config");
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      assertEquals(replicas, config.path(topic + ".replication.factor").asInt(), topic);
    }
    assertEquals(inSync, config.path("transaction.state.log.min.isr").asInt());
    assertEquals(inSync, config.path("min.insync.replicas").asInt());
    assertEquals(
        replicas,
        rendering.one("KafkaNodePool", "brokers").body().path("spec").path("replicas").asInt());
    Set<String> roles = new TreeSet<>();
    rendering
        .kind("KafkaNodePool")
        .forEach(p -> p.body().path("spec").path("roles").forEach(r -> roles.add(r.asText())));
    assertEquals(Set.of("broker", "controller"), roles);
  }

  @Test
  void theOnlyListenerAsksForACertificate() {
    JsonNode kafka = Rendering.of(Rendering.GPU).one("Kafka", "nustream").body().path("spec");
    JsonNode listeners = kafka.path("kafka").path("listeners");
    assertEquals(1, listeners.size());
    assertTrue(listeners.path(0).path("tls").asBoolean());
    assertEquals("tls", listeners.path(0).path("authentication").path("type").asText());
    assertEquals("simple", kafka.path("kafka").path("authorization").path("type").asText());
  }

  @ParameterizedTest
  @MethodSource("services")
  void rightsAreWhatTheServiceDoes(String service) {
    Rights wanted = OWN_CLIENTS.getOrDefault(service, channelRights(service));
    Manifest user = Rendering.of(Rendering.GPU).one("KafkaUser", service);

    assertEquals(wanted.reads(), granted(user, "topic", "Read"), "topics that it reads");
    assertEquals(wanted.writes(), granted(user, "topic", "Write"), "topics that it writes");
    assertEquals(wanted.groups(), granted(user, "group", "Read"), "groups");
    assertEquals(wanted.looksAt(), granted(user, "group", "Describe"), "groups that it looks at");
    assertEquals(wanted.transactionalIds(), granted(user, "transactionalId", "Write"));
    assertEquals(wanted.transactionalIds(), granted(user, "transactionalId", "Describe"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyTopicThatTheCodeNamesIsGrantedAndNoOther(String service) {
    Set<String> granted = new TreeSet<>();
    for (JsonNode acl : acls(Rendering.of(Rendering.GPU).one("KafkaUser", service))) {
      if (acl.path("resource").path("type").asText().equals("topic")) {
        granted.add(acl.path("resource").path("name").asText().replaceAll("\\.dlq$", ""));
      }
    }

    assertEquals(new ServiceSources(service).topics(), granted);
  }

  @Test
  void trainingsAnnounceReleasesAndDoNothingElse() {
    Rendering rendering = Rendering.of(Rendering.GPU);
    Manifest user = rendering.one("KafkaUser", "training");
    assertEquals(1, acls(user).size());
    assertEquals(Set.of(Topics.MODELS), granted(user, "topic", "Write"));
    Workload campaigns = rendering.workload("campaigns");
    assertEquals(
        "kafka-" + user.name(),
        campaigns.variable("CAMPAIGNS_JOBS_KAFKA_USER_SECRET").orElseThrow());
    assertEquals(
        "nustream-cluster-ca-cert",
        campaigns.variable("CAMPAIGNS_JOBS_KAFKA_AUTHORITY_SECRET").orElseThrow());
  }

  /** What the command reads and writes, and its transactional id. */
  @Test
  void deadLettersAreReadAndSentAgainAndNothingElseIsDone() throws IOException {
    Manifest user = Rendering.of(Rendering.GPU).one("KafkaUser", "dead-letters");
    List<Topic> sources =
        Topics.all().stream().filter(topic -> !topic.name().equals(Topics.REPLAYS)).toList();
    Set<String> reads = new TreeSet<>(Set.of(Topics.REPLAYS));
    Set<String> writes = new TreeSet<>(Set.of(Topics.REPLAYS));
    for (Topic source : sources) {
      reads.add(source.deadLetters());
      writes.add(source.name());
    }
    assertEquals(reads, granted(user, "topic", "Read"));
    assertEquals(writes, granted(user, "topic", "Write"));
    assertEquals(Set.of(), granted(user, "group", "Read"), "it commits nothing");
    Set<String> transactions = granted(user, "transactionalId", "Write");
    assertEquals(transactions, granted(user, "transactionalId", "Describe"));
    assertEquals(1, transactions.size());
    assertEquals(sources.size() * 2 + 2, acls(user).size());
    Path command =
        Rendering.module()
            .resolveSibling("deploy/local/src/main/java/nustream/local/deadletters/Resending.java");
    assertTrue(
        Files.readString(command)
            .contains("TRANSACTIONS = \"" + transactions.iterator().next() + "\""),
        transactions.toString());
  }

  @Test
  void nobodyMayDoEverything() {
    for (Manifest user : Rendering.of(Rendering.GPU).kind("KafkaUser")) {
      assertEquals(
          "tls", user.body().path("spec").path("authentication").path("type").asText(), "" + user);
      for (JsonNode acl : acls(user)) {
        JsonNode resource = acl.path("resource");
        boolean prefix = resource.path("patternType").asText().equals("prefix");
        assertTrue(!prefix || !resource.path("type").asText().equals("topic"), user + " " + acl);
        assertTrue(resource.path("name").asText().length() > 3, user + " " + acl);
        acl.path("operations")
            .forEach(
                operation ->
                    assertTrue(
                        Set.of("Read", "Write", "Describe").contains(operation.asText()),
                        user + " " + acl));
      }
    }
  }

  /** What a service with channels does: a topic that it reads has dead letters that it writes. */
  private static Rights channelRights(String service) {
    var sources = new ServiceSources(service);
    Set<String> reads = sources.channelTopics("incoming");
    Set<String> writes = sources.channelTopics("outgoing");
    writes.addAll(reads.stream().map(topic -> topic + ".dlq").collect(Collectors.toSet()));
    return new Rights(reads, writes, sources.channelGroups(), Set.of(), Set.of());
  }

  private static Set<String> granted(Manifest user, String type, String operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode acl : acls(user)) {
      JsonNode resource = acl.path("resource");
      if (resource.path("type").asText().equals(type)) {
        for (JsonNode allowed : acl.path("operations")) {
          if (allowed.asText().equals(operation)) {
            boolean prefix = resource.path("patternType").asText().equals("prefix");
            names.add(resource.path("name").asText() + (prefix ? "*" : ""));
          }
        }
      }
    }
    return names;
  }

  private static JsonNode acls(Manifest user) {
    return user.body().path("spec").path("authorization").path("acls");
  }
}

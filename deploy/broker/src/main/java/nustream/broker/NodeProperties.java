package nustream.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Kafka's settings for one small node that is broker and controller at once. */
final class NodeProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  private NodeProperties() {}

  static Properties of(Path folder, Ports ports, Map<String, String> extra) {
    var p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE_ID));
    p.put("controller.quorum.voters", NODE_ID + "@" + Ports.LOOPBACK + ":" + ports.controller());
    p.put("controller.listener.names", CONTROLLER_LISTENER);
    p.put(
        "listeners",
        String.format(
            "PLAINTEXT://%1$s:%2$d,%3$s://%1$s:%4$d",
            Ports.LOOPBACK, ports.client(), CONTROLLER_LISTENER, ports.controller()));
    p.put("advertised.listeners", "PLAINTEXT://" + Ports.LOOPBACK + ":" + ports.client());
    p.put("log.dirs", folder.toString());
    // A misspelt topic is an error, not a new topic.
    p.put("auto.create.topics.enable", "false");
    singleNode(p);
    boundedMemory(p);
    quickRestart(p);
    p.putAll(extra);
    return p;
  }

  private static void singleNode(Properties p) {
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      p.put(topic + ".replication.factor", "1");
      p.put(topic + ".num.partitions", "4");
    }
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    // Consumers ask for 6 s so that a killed one is replaced soon.
    p.put("group.min.session.timeout.ms", "1000");
  }

  private static void boundedMemory(Properties p) {
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "2");
    p.put("background.threads", "2");
    // Requests waiting for a thread: 64 of at most 2 MiB records keep the heap below 128 MiB at the
    // worst.
    p.put("queued.max.requests", "64");
    p.put("socket.request.max.bytes", Integer.toString(32 * MIB));
    p.put("message.max.bytes", Integer.toString(4 * MIB));
    p.put("replica.fetch.max.bytes", Integer.toString(4 * MIB));
    // The default of 128 MiB is taken at once; 4 MiB holds the keys of 160,000 records (24 bytes
    // each).
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * MIB));
    p.put("log.cleaner.io.buffer.size", Integer.toString(4 * MIB));
    p.put("log.segment.bytes", Integer.toString(128 * MIB));
    // Mapped at its full size for the active segment of every partition; enough for 128 MiB at one
    // entry per 4 KiB.
    p.put("log.index.size.max.bytes", Integer.toString(MIB));
    p.put("offsets.topic.segment.bytes", Integer.toString(8 * MIB));
    p.put("transaction.state.log.segment.bytes", Integer.toString(8 * MIB));
  }

  private static void quickRestart(Properties p) {
    // A new start waits until the session of a killed one has run out; with less than this a broker
    // on busy cores misses its own heartbeats.
    p.put("broker.session.timeout.ms", "9000");
    p.put("broker.heartbeat.interval.ms", "500");
    p.put("controlled.shutdown.enable", "true");
    // A transaction whose producer was killed for good blocks its readers until it is aborted.
    p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "2000");
  }
}

package nustream.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real single-node Kafka broker (KRaft, broker and controller in one) inside this JVM, on the
 * loopback interface only, with every topic of {@link nustream.contracts.Topics} and its
 * dead-letter topic.
 *
 * <p>The data folder outlives the broker: starting again on it finds every record and every
 * committed offset. One folder takes one broker at a time.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final KafkaRaftServer server;
  private final FolderLock lock;
  private final Ports ports;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(KafkaRaftServer server, FolderLock lock, Ports ports) {
    this.server = server;
    this.lock = lock;
    this.ports = ports;
  }

  /** A broker that keeps its data in this folder, which is created when missing. */
  public static Builder in(Path folder) {
    return new Builder(folder);
  }

  /** "127.0.0.1:port", for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return Ports.LOOPBACK + ":" + ports.client();
  }

  public int port() {
    return ports.client();
  }

  public int controllerPort() {
    return ports.controller();
  }

  /** Writes everything down and stops; the second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.shutdown();
      server.awaitShutdown();
      lock.close();
      LOG.info("state=stopped port={}", ports.client());
    }
  }

  /** What to start, and where. */
  public static final class Builder {
    private final Path folder;
    private final Map<String, String> extra = new LinkedHashMap<>();
    private int port;
    private int controllerPort;

    private Builder(Path folder) {
      this.folder = folder.toAbsolutePath().normalize();
    }

    /** Port for clients; 0 (the default) takes a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Port that broker and controller talk over; 0 (the default) takes a free one. */
    public Builder controllerPort(int controllerPort) {
      this.controllerPort = controllerPort;
      return this;
    }

    /** A Kafka broker property, set after and over ours. */
    public Builder property(String name, String value) {
      extra.put(name, value);
      return this;
    }

    /**
     * Starts the broker and brings it to the table of topics.
     *
     * @throws BrokerStartException naming the port that is taken, the folder that cannot be used,
     *     or Kafka's own reason. What had been started by then is stopped again.
     */
    public EmbeddedBroker start() {
      long begin = System.nanoTime();
      Ports ports = Ports.claim(port, controllerPort);
      DataFolder.create(folder);
      FolderLock lock = FolderLock.claim(folder);
      var properties = NodeProperties.of(folder, ports, extra);
      KafkaRaftServer server = null;
      EmbeddedBroker broker;
      try {
        DataFolder.format(folder);
        server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
        broker = new EmbeddedBroker(server, lock, ports);
        TopicTable.apply(broker.bootstrapServers());
      } catch (RuntimeException | Error e) {
        if (server != null) {
          server.shutdown();
        }
        lock.close();
        throw new BrokerStartException(
            "the Kafka broker did not start in " + folder + ": " + e.getMessage(), e);
      }
      LOG.info(
          "state=started port={} controller_port={} folder={} milliseconds={}",
          ports.client(),
          ports.controller(),
          folder,
          (System.nanoTime() - begin) / 1_000_000);
      return broker;
    }
  }
}

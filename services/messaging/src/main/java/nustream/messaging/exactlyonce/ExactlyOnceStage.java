package nustream.messaging.exactlyonce;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * A stage that takes records from one topic, makes others of them, and puts outputs, dead letters
 * and the offsets of the input into one transaction per polled batch: readers of committed data see
 * each record's outputs exactly once, whatever dies when.
 *
 * <p>One thread owns both clients, so a rebalance can only happen between batches; one that the
 * group made without us (session lost) makes the commit fail, because it carries the group's
 * generation. Every failure of a transaction is met the same way: both clients are closed, which
 * aborts it, and new ones begin at the last committed offset after a pause.
 */
public final class ExactlyOnceStage implements Drain.Loop, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ExactlyOnceStage.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final StageSettings settings;
  private final Step step;
  private final StageListener listener;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile KafkaConsumer<String, byte[]> polling;
  private volatile boolean connected;

  /** Owned by the thread. */
  private Duration pause = FIRST_PAUSE;

  public ExactlyOnceStage(StageSettings settings, Step step, StageListener listener) {
    this.settings = settings;
    this.step = step;
    this.listener = listener;
    this.thread = new Thread(this::run, settings.transactionalId());
  }

  public void start() {
    thread.start();
  }

  /** Whether the stage has its clients and takes records. */
  public boolean connected() {
    return connected;
  }

  /**
   * Whether the thread lives; false after a start means that the stage was stopped or met an {@link
   * Error}.
   */
  public boolean alive() {
    return thread.isAlive();
  }

  /** Takes no further batch; the one in work is finished and committed. Does not wait. */
  @Override
  public void stop() {
    stopped.countDown();
    KafkaConsumer<?, ?> consumer = polling;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  /**
   * Waits until the batch in work is committed and the clients are closed; false when it took
   * longer.
   */
  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    thread.join(Math.max(1, timeout.toMillis()));
    return !thread.isAlive();
  }

  /** Stops, and waits as long as a transaction may take. */
  @Override
  public void close() {
    stop();
    try {
      if (!await(CLOSE_TIMEOUT.multipliedBy(4))) {
        LOG.warnf("stage=%s state=still_running", thread.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping()) {
      try {
        runWithNewClients();
      } catch (WakeupException e) {
        LOG.debugf("stage=%s woken", thread.getName());
      } catch (NustreamException e) {
        LOG.warnf(
            "stage=%s state=aborted reason=%s retry_in=%s message=\"%s\"",
            thread.getName(), e.word(), pause, e.getMessage());
        rest();
      } catch (RuntimeException e) {
        LOG.errorf(e, "stage=%s state=aborted retry_in=%s", thread.getName(), pause);
        rest();
      } finally {
        connected = false;
        polling = null;
      }
    }
    LOG.infof("stage=%s state=stopped", thread.getName());
  }

  private void runWithNewClients() {
    try (var clients = new Clients(settings)) {
      polling = clients.consumer;
      clients.producer.initTransactions();
      clients.consumer.subscribe(List.of(settings.topic()));
      connected = true;
      LOG.infof("stage=%s state=started topic=%s", thread.getName(), settings.topic());
      while (!stopping()) {
        ConsumerRecords<String, byte[]> records = clients.consumer.poll(POLL);
        if (!records.isEmpty()) {
          transact(clients, records);
        }
      }
    }
  }

  private void transact(Clients clients, ConsumerRecords<String, byte[]> records) {
    var batch = new Batch(records, step);
    long begin = System.nanoTime();
    clients.producer.beginTransaction();
    for (var output : batch.outputs()) {
      // A failed send fails the commit, which throws its cause.
      Future<RecordMetadata> unused = clients.producer.send(output);
    }
    clients.producer.sendOffsetsToTransaction(batch.offsets(), clients.consumer.groupMetadata());
    clients.producer.commitTransaction();
    pause = FIRST_PAUSE;
    listener.committed(
        batch.size() - batch.letters().size(), Duration.ofNanos(System.nanoTime() - begin));
    batch.letters().forEach(letter -> listener.deadLetter(letter.record(), letter.failure()));
  }

  private boolean stopping() {
    return stopped.getCount() == 0;
  }

  /** Pauses after a failure, twice as long after each that follows without a commit between. */
  private void rest() {
    try {
      if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debugf("stage=%s stopped while resting", thread.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
    }
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /**
   * Closing aborts an open transaction, and leaves the group although the member is a static one.
   */
  private static final class Clients implements AutoCloseable {
    final Producer<String, byte[]> producer;
    final KafkaConsumer<String, byte[]> consumer;

    Clients(StageSettings settings) {
      producer =
          new KafkaProducer<>(
              settings.producer(), new StringSerializer(), new ByteArraySerializer());
      try {
        consumer =
            new KafkaConsumer<>(
                settings.consumer(), new StringDeserializer(), new ByteArrayDeserializer());
      } catch (RuntimeException e) {
        producer.close();
        throw e;
      }
    }

    @Override
    public void close() {
      try {
        producer.close(CLOSE_TIMEOUT);
      } finally {
        consumer.close(
            CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
      }
    }
  }
}

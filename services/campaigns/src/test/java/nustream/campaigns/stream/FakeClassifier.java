package nustream.campaigns.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import nustream.contracts.Topics;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.MapRequest;
import nustream.messaging.KafkaSettings;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Simulator and classifier in one: answers the maps that wait in any order, and some of them again.
 */
public final class FakeClassifier implements AutoCloseable {
  public static final String DIGEST = "sha256:" + "c".repeat(64);

  private static final Logger LOG = Logger.getLogger(FakeClassifier.class);

  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Random random = new Random(1);

  /** Every request that was seen, by campaign, in order. */
  private final Map<String, List<MapRequest>> seen = new ConcurrentHashMap<>();

  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final List<Classification> answered = new ArrayList<>();

  /** What becomes of the maps of one campaign; {@link NustreamException} = a dead letter. */
  public interface Behaviour {
    /** The request comes to the simulator. */
    default void request(MapRequest request) {}

    /** The map comes to the classifier. Answers whether it is to be classified; may block. */
    default boolean map(long number) {
      return true;
    }
  }

  public FakeClassifier(String bootstrapServers) {
    Map<String, Object> settings = KafkaSettings.consumer(bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, "fake-classifier");
    // A member that a slow machine takes for dead would see the same requests again.
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 60_000);
    consumer = new KafkaConsumer<>(settings);
    consumer.subscribe(List.of(Topics.MAP_REQUESTS));
    producer =
        new KafkaProducer<>(
            KafkaSettings.producer(bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
    new Thread(this::run, "fake-classifier").start();
  }

  /** Which maps the fake gets wrong: every map whose number is 2 or 5 modulo 7. */
  public static boolean right(long number) {
    return number % 7 != 2 && number % 7 != 5;
  }

  public void on(String campaign, Behaviour behaviour) {
    behaviours.put(campaign, behaviour);
  }

  public List<MapRequest> seen(String campaign) {
    synchronized (seen) {
      return List.copyOf(seen.getOrDefault(campaign, List.of()));
    }
  }

  private void run() {
    try {
      while (true) {
        List<Classification> answers = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          take(record, answers);
        }
        send(answers);
        consumer.commitSync();
      }
    } catch (WakeupException e) {
      LOG.debug("fake classifier asked to stop");
    } finally {
      consumer.close();
      producer.close();
      stopped.countDown();
    }
  }

  private void take(ConsumerRecord<String, byte[]> record, List<Classification> answers) {
    MapRequest request = Values.decode(record, MapRequest.class);
    synchronized (seen) {
      seen.computeIfAbsent(request.getCampaignId(), id -> new ArrayList<>()).add(request);
    }
    Behaviour behaviour = behaviours.getOrDefault(request.getCampaignId(), new Behaviour() {});
    try {
      behaviour.request(request);
    } catch (NustreamException e) {
      var unused = producer.send(DeadLetter.of(record, Failure.of(e)));
      return;
    }
    for (long i = 0; i < request.getCount(); i++) {
      long number = request.getFirst() + i;
      try {
        if (behaviour.map(number)) {
          answers.add(classification(request, number));
        }
      } catch (NustreamException e) {
        var unused = producer.send(DeadLetter.of(map(request, number), Failure.of(e)));
      }
    }
  }

  private void send(List<Classification> answers) {
    answered.addAll(answers);
    List<Classification> sent = new ArrayList<>(answers);
    Collections.shuffle(answered, random);
    sent.addAll(answered.subList(0, Math.min(answers.size(), answered.size())));
    Collections.shuffle(sent, random);
    for (Classification map : sent) {
      var unused =
          producer.send(
              new ProducerRecord<>(Topics.CLASSIFICATIONS, map.getMapId(), map.toByteArray()));
    }
    producer.flush();
  }

  private static Classification classification(MapRequest request, long number) {
    int label = (int) (number % request.getSeries().getCosmologiesCount());
    boolean massive = label > 0 == right(number);
    return Classification.newBuilder()
        .setMapId(request.getCampaignId() + "/" + number)
        .setCampaignId(request.getCampaignId())
        .setNumber(number)
        .setLabel(label)
        .setLogit(massive ? 0.25 : -0.25)
        .setModelDigest(DIGEST)
        .build();
  }

  private static ConsumerRecord<String, byte[]> map(MapRequest request, long number) {
    ConvergenceMap map =
        ConvergenceMap.newBuilder()
            .setCampaignId(request.getCampaignId())
            .setNumber(number)
            .build();
    String id = request.getCampaignId() + "/" + number;
    return new ConsumerRecord<>(Topics.MAPS, 0, number, id, map.toByteArray());
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    stopped.await();
  }
}

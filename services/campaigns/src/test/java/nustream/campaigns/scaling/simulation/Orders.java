package nustream.campaigns.scaling.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import nustream.campaigns.ledger.Answered;
import nustream.campaigns.ledger.Depth;
import nustream.campaigns.ledger.Ledger;
import nustream.campaigns.ledger.LedgerSettings;
import nustream.campaigns.ledger.NewCampaign;
import nustream.campaigns.ledger.Order.Kind;
import nustream.campaigns.ledger.Pace;
import nustream.campaigns.ledger.SolutionsOrder;
import nustream.campaigns.ledger.WorkRequest;
import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.AnsweringModel;
import nustream.campaigns.pacing.Tally;
import nustream.campaigns.scaling.cost.Shape;
import nustream.campaigns.scaling.cost.Work;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.FlavorOrder;
import nustream.campaigns.v1.State;
import nustream.flavor.v1.SampleRequest;
import nustream.messaging.EventId;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Orders for solutions, paced by the service's own ledger: what is written next follows from what
 * was done. A block takes about a second and accepts about four of five candidates, from a fixed
 * seed; its partition is that of its key.
 */
final class Orders implements Source {
  static final int BLOCK_SIZE = 500;
  private static final double ACCEPTANCE = 0.8;
  private static final double SCATTER = 0.1;
  private static final Shape SHAPE = new Shape("block", 1);

  private final String name;
  private final Ledger ledger;
  private final Random random = new Random(1);
  private final List<Order> orders = new ArrayList<>();
  private final Map<Piece, SampleRequest> open = new HashMap<>();
  private final Map<String, Double> endedSeconds = new HashMap<>();
  private final Map<String, Double> firstSeconds = new HashMap<>();
  private final Map<String, Integer> written = new HashMap<>();

  private record Order(double second, String id, long blocks) {}

  /**
   * @param backlogSeconds of work that all orders may have beyond their window of six blocks
   */
  Orders(String name, long backlogSeconds) {
    this.name = name;
    this.ledger =
        new Ledger(
            new LedgerSettings(
                new Pace(BLOCK_SIZE, 6, 1),
                new Pace(1, 256, 32),
                new Depth(Duration.ofSeconds(backlogSeconds), 32_768, 0.002, 80, 64),
                16,
                16,
                Duration.ofMinutes(5)),
            List.of());
  }

  /** An order of about so many blocks. */
  Orders order(double second, String id, long blocks) {
    orders.add(new Order(second, id, blocks));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Piece> arrivals(double now) {
    long nowMs = (long) (1000 * now);
    for (Order order : List.copyOf(orders)) {
      if (order.second() <= now) {
        orders.remove(order);
        ledger.create(campaign(order), nowMs);
      }
    }
    ledger.advance(nowMs);
    List<Piece> pieces = new ArrayList<>();
    for (WorkRequest request : ledger.takeChanges().requests()) {
      pieces.add(piece((SampleRequest) request.message(), now));
    }
    return pieces;
  }

  private static NewCampaign campaign(Order order) {
    long target = (long) (order.blocks() * BLOCK_SIZE * ACCEPTANCE);
    FlavorOrder wanted = FlavorOrder.newBuilder().setTargetAccepted(target).build();
    return new NewCampaign(order.id(), new SolutionsOrder(wanted), 100 * target, 7 * 24 * 3600);
  }

  private Piece piece(SampleRequest request, double now) {
    byte[] key = EventId.of(request).getBytes(StandardCharsets.UTF_8);
    int partition = BuiltInPartitioner.partitionForKey(key, Loads.PARTITIONS);
    double seconds = Math.max(0.5, 1 + SCATTER * random.nextGaussian());
    Piece piece = new Piece(now, partition, new Work("", SHAPE, 1), seconds);
    open.put(piece, request);
    written.merge(request.getCampaignId(), 1, Integer::sum);
    return piece;
  }

  @Override
  public void done(Piece piece, double now) {
    SampleRequest request = open.remove(piece);
    double expected = BLOCK_SIZE * ACCEPTANCE;
    double deviation = Math.sqrt(expected * (1 - ACCEPTANCE));
    int accepted = (int) Math.round(expected + deviation * random.nextGaussian());
    Answer answer =
        new Answer.Judged(
            new Tally(BLOCK_SIZE, Math.min(BLOCK_SIZE, accepted), Tally.Rejected.NONE),
            new AnsweringModel("sha256:model", "box"));
    String id = request.getCampaignId();
    firstSeconds.putIfAbsent(id, now);
    OptionalDouble cost = OptionalDouble.of(piece.seconds());
    ledger.answered(
        id, new Answered(Kind.SOLUTIONS, request.getBlock(), 1, answer, cost), (long) (1000 * now));
    if (campaign(id).getState() == State.STATE_SUCCEEDED) {
      endedSeconds.putIfAbsent(id, now);
    }
  }

  private Campaign campaign(String id) {
    return ledger.campaigns().stream().filter(c -> c.getId().equals(id)).findFirst().orElseThrow();
  }

  @Override
  public boolean exhausted() {
    return orders.isEmpty() && ledger.running() == 0;
  }

  /** When it had its first block. */
  double firstSecond(String id) {
    return firstSeconds.get(id);
  }

  /** When it had what it wants. */
  double endSecond(String id) {
    return endedSeconds.get(id);
  }

  /** Blocks written that belong to no result. */
  long surplus(String id) {
    return written.get(id) - campaign(id).getProgress().getBlocksCounted();
  }
}

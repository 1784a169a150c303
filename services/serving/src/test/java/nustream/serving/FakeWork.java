package nustream.serving;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import nustream.learning.store.ModelRelease;
import nustream.messaging.errors.NustreamException;
import nustream.serving.pool.Computed;
import nustream.serving.pool.OpenModel;

/**
 * Work that is done at once, its answers depending on the model and the order alone. Orders of a
 * group whose name starts with "held" wait for a permit each. Thread-safe.
 */
public final class FakeWork implements ModelKind<FakeModel, FakeOrder, String> {
  /** Number of an order at which a native call fails. */
  public static final int FAULT = -1;

  /** Number of an order to which there is no answer. */
  public static final int NO_ANSWER = -2;

  /** Number of an order whose answer cannot be made by a fault of ours. */
  public static final int BROKEN_ANSWER = -3;

  private final Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();
  private final List<List<Integer>> calls = new CopyOnWriteArrayList<>();
  private final List<String> opened = new CopyOnWriteArrayList<>();
  private final List<String> warmed = new CopyOnWriteArrayList<>();
  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** What an order is answered. */
  public static String answer(FakeOrder order) {
    return order.model().digest() + "/" + order.group() + "/" + order.number();
  }

  /** Orders of this group that have reached a model. */
  public int begun(String group) {
    return counter(group).get();
  }

  /** Lets so many held orders of this group go on. */
  public void permit(String group, int orders) {
    permits(group).release(orders);
  }

  /** Lets every order that is held now go on. */
  public void permitAll() {
    permits.values().forEach(held -> held.release(1_000_000));
  }

  /** Opening this release fails from now on. */
  public void refuse(String digest) {
    refused.add(digest);
  }

  /** Numbers of the orders of each call, in the order of their beginning. */
  public List<List<Integer>> calls() {
    return calls;
  }

  /** Digests in the order of opening, once per worker. */
  public List<String> opened() {
    return opened;
  }

  /** Digests that were warmed up, once per worker. */
  public List<String> warmed() {
    return warmed;
  }

  /** Digests in the order of closing, once per worker. */
  public List<String> closed() {
    return closed;
  }

  @Override
  public FakeModel model(ModelRelease release) {
    return FakeModel.of(release);
  }

  @Override
  public OpenModel<FakeOrder, String> open(FakeModel model) {
    if (refused.contains(model.digest())) {
      throw new IllegalStateException("refused by the test");
    }
    opened.add(model.digest());
    return new Fake(model.digest(), Thread.currentThread());
  }

  private AtomicInteger counter(String group) {
    return begun.computeIfAbsent(group, name -> new AtomicInteger());
  }

  private Semaphore permits(String group) {
    return permits.computeIfAbsent(group, name -> new Semaphore(0));
  }

  private final class Fake implements OpenModel<FakeOrder, String> {
    private final String digest;
    private final Thread owner;

    Fake(String digest, Thread owner) {
      this.digest = digest;
      this.owner = owner;
    }

    @Override
    public Computed<String> compute(List<FakeOrder> orders) {
      requireOwner();
      calls.add(orders.stream().map(FakeOrder::number).toList());
      String group = orders.get(0).group();
      counter(group).addAndGet(orders.size());
      if (group.startsWith("held")) {
        permits(group).acquireUninterruptibly(orders.size());
      }
      if (orders.stream().anyMatch(order -> order.number() == FAULT)) {
        throw new IllegalStateException("failed by the test");
      }
      return place -> made(orders.get(place));
    }

    private String made(FakeOrder order) {
      return switch (order.number()) {
        case NO_ANSWER -> throw NustreamException.invalid("number", order.number(), "others");
        case BROKEN_ANSWER -> throw new IllegalStateException("failed by the test");
        default -> answer(order);
      };
    }

    @Override
    public void warmUp() {
      requireOwner();
      warmed.add(digest);
    }

    @Override
    public void close() {
      requireOwner();
      closed.add(digest);
    }

    private void requireOwner() {
      if (Thread.currentThread() != owner) {
        throw new IllegalStateException("used on " + Thread.currentThread() + ", not " + owner);
      }
    }
  }
}

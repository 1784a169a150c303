package nustream.sampler.serve;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import nustream.flavor.v1.Sampling;
import nustream.learning.store.ModelRelease;
import nustream.sampler.model.GenerationTiming;

/**
 * Generators that answer at once with numbers that depend on the model and the order alone. Blocks
 * of a campaign whose id starts with "held" wait for a permit, which is given to blocks in the
 * order of their numbers; of one that starts with "flaky", the first two blocks to reach a
 * generator fail.
 */
public final class FakeGenerators implements BlockGenerator.Opener {
  /** Guidance at which a generator fails. */
  public static final double FAULT = 9.75;

  private final Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();

  /** Blocks of this campaign that have reached a generator. */
  public int begun(String campaignId) {
    return counter(campaignId).get();
  }

  /** Lets the next so many held blocks of this campaign go on, from block 0 on. */
  public void permit(String campaignId, int blocks) {
    gate(campaignId).open(blocks);
  }

  /** Lets every block that is held now go on. */
  public void permitAll() {
    gates.values().forEach(gate -> gate.open(1_000_000));
  }

  /** What the generator of this release answers. */
  public static double[] parameters(String digest, Sampling sampling, long block, int count) {
    double[] parameters = new double[count * CandidateBlocks.PARAMETERS];
    double first = digest.hashCode() + sampling.getSeed() * 31.0 + block * 7.0;
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = first + i / 1024.0;
    }
    return parameters;
  }

  @Override
  public BlockGenerator open(ModelRelease release) {
    return new Fake(release.digest(), Thread.currentThread());
  }

  private AtomicInteger counter(String campaignId) {
    return begun.computeIfAbsent(campaignId, id -> new AtomicInteger());
  }

  private Gate gate(String campaignId) {
    return gates.computeIfAbsent(campaignId, id -> new Gate());
  }

  /** Open to the blocks below a number. */
  private static final class Gate {
    private long below;

    synchronized void open(int more) {
      below += more;
      notifyAll();
    }

    synchronized void pass(long block) {
      try {
        while (block >= below) {
          wait();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted at the gate", e);
      }
    }
  }

  private final class Fake implements BlockGenerator {
    private final String digest;
    private final Thread owner;

    Fake(String digest, Thread owner) {
      this.digest = digest;
      this.owner = owner;
    }

    @Override
    public GeneratedBlock generate(BlockOrder order) {
      requireOwner();
      int begun = counter(order.campaignId()).incrementAndGet();
      if (order.campaignId().startsWith("held")) {
        gate(order.campaignId()).pass(order.block());
      }
      Sampling sampling = order.resolved().sampling();
      boolean flaky = order.campaignId().startsWith("flaky") && begun <= 2;
      if (flaky || sampling.getGuidance() == FAULT) {
        throw new IllegalStateException("failed by the test");
      }
      return new GeneratedBlock(
          parameters(digest, sampling, order.block(), order.count()),
          new GenerationTiming(3_000_000, 2_000_000, 1_000_000));
    }

    @Override
    public void close() {
      requireOwner();
    }

    private void requireOwner() {
      if (Thread.currentThread() != owner) {
        throw new IllegalStateException("used on " + Thread.currentThread() + ", not " + owner);
      }
    }
  }
}

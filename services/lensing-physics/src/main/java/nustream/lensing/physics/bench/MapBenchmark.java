package nustream.lensing.physics.bench;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import nustream.lensing.physics.field.CounterNoise;
import nustream.lensing.physics.field.FieldKind;
import nustream.lensing.physics.field.LognormalShift;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import org.jtransforms.fft.DoubleFFT_2D;

/**
 * Maps per second of processor time of one core, beside the limit that the same core draws the
 * normal deviates and takes one real fast Fourier transform of a map, measured in the same run.
 *
 * <p>A power of two per side takes the transform of the limit; the amplitudes, the Hartley modes
 * and, for lognormal maps, the exponentials are what a map has on top.
 */
public final class MapBenchmark {
  private static final double ANGLE_DEG = 3.5;
  private static final long SEED = 1;
  private static final int TURNS = 5;

  private MapBenchmark() {}

  /**
   * What was measured.
   *
   * @param kind of the maps
   * @param pixels per side
   * @param mapsPerSecondPerCore maps
   * @param limitPerSecondPerCore random numbers and one transform
   * @param ratioToLimit the first over the second
   */
  public record Result(
      FieldKind kind,
      int pixels,
      double mapsPerSecondPerCore,
      double limitPerSecondPerCore,
      double ratioToLimit) {}

  /**
   * Measures maps and limit in turns, after a warm-up of the same length.
   *
   * @param pixels per side
   * @param noise shape noise; its deviates count in the limit
   * @param seconds for each of the two, 0.1 to 60
   */
  public static Result run(FieldKind kind, int pixels, Optional<ShapeNoise> noise, double seconds) {
    if (!(seconds >= 0.1 && seconds <= 60)) {
      throw new IllegalArgumentException(
          "seconds = " + seconds + " is not allowed: from 0.1 to 60");
    }
    Observation ideal = Observation.ideal(new MapGeometry(ANGLE_DEG, pixels));
    Observation observation = noise.map(ideal::withNoise).orElse(ideal);
    // About that of sources at z = 1. Speed does not depend on it.
    MapSimulator simulator =
        new MapSimulator(
            l -> 8e-9 * Math.pow(l / 100, -1.3), kind, LognormalShift.at(1), observation);
    Limit limit = new Limit(pixels, noise.isPresent() ? 2 : 1);
    mapsFor(simulator, seconds);
    limit.perSecondFor(seconds);
    double maps = 0;
    double bare = 0;
    // Taken in turns, so that a neighbour on the same core slows both alike.
    for (int turn = 0; turn < TURNS; turn++) {
      maps += mapsFor(simulator, seconds / TURNS) / TURNS;
      bare += limit.perSecondFor(seconds / TURNS) / TURNS;
    }
    return new Result(kind, pixels, maps, bare, maps / bare);
  }

  private static double mapsFor(MapSimulator simulator, double seconds) {
    long start = processorNanos();
    long done = 0;
    double sink = 0;
    while (processorNanos() - start < seconds * 1e9) {
      sink += simulator.simulate(SEED, done).pixels()[0];
      done++;
    }
    requireFinite(sink);
    return done / ((processorNanos() - start) / 1e9);
  }

  /** Processor time of this thread: a busy neighbour does not count. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void requireFinite(double sink) {
    if (!Double.isFinite(sink)) {
      throw new IllegalStateException("a pixel is " + sink);
    }
  }

  /** Random numbers and one transform, nothing else. */
  private static final class Limit {
    private final DoubleFFT_2D transform;
    private final double[] work;
    private final int draws;

    Limit(int pixels, int draws) {
      transform = new DoubleFFT_2D(pixels, pixels);
      work = new double[pixels * pixels];
      this.draws = draws;
    }

    double perSecondFor(double seconds) {
      long start = processorNanos();
      long done = 0;
      double sink = 0;
      while (processorNanos() - start < seconds * 1e9) {
        for (int draw = 0; draw < draws; draw++) {
          CounterNoise noise = new CounterNoise(SEED, draw, done);
          for (int i = 0; i < work.length; i++) {
            work[i] = noise.next();
          }
        }
        transform.realForward(work);
        sink += work[0];
        done++;
      }
      requireFinite(sink);
      return done / ((processorNanos() - start) / 1e9);
    }
  }
}

package nustream.lensing.physics.lightcone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.SharedTransfers;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.linear.LinearPower;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LightConeSimulatorTest {
  private static final MapGeometry MAP = new MapGeometry(3.5, 32);
  private static final BoxSettings BOX = new BoxSettings(128, 16, 32, 8, 19, 2, 32);

  private static LightConeSettings settings(int mapsPerBox) {
    return new LightConeSettings(BOX, Observation.ideal(MAP), List.of(0.5, 1.0), mapsPerBox);
  }

  private static LightConeSimulator simulator(int threads) {
    return new LightConeSimulator(power(0), settings(3), threads);
  }

  private static LinearPower power(double mass) {
    return SharedTransfers.power(ReferenceCosmology.massiveNus(mass));
  }

  /** The recipe pins the pixels; if this fails, raise the generator version. */
  @Test
  void aRecipeGivesTheSameBytesAlways() {
    assertEquals(1, LightConeSimulator.GENERATOR_VERSION);
    assertEquals("22815ddb", checkSum(simulator(1).map(1, 2).pixels()));
  }

  private static String checkSum(float[] pixels) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * pixels.length);
    bytes.asFloatBuffer().put(pixels);
    CRC32 sum = new CRC32();
    sum.update(bytes.array());
    return Long.toHexString(sum.getValue());
  }

  /** Threads, order, other maps before and other instances play no part; index 4 is in box 1. */
  @Test
  void aMapDependsOnItsRecipeAlone() {
    LightConeSimulator one = simulator(1);
    float[] third = one.map(7, 2).pixels();
    float[] fifth = one.map(7, 4).pixels();
    LightConeSimulator other = simulator(3);
    assertArrayEquals(fifth, other.map(7, 4).pixels());
    assertArrayEquals(third, other.map(7, 2).pixels());
    assertArrayEquals(third, other.maps(7, 0).get(2).pixels());
    assertEquals(3, other.maps(7, 0).size());
    assertFalse(Arrays.equals(third, other.map(7, 1).pixels()));
    assertFalse(Arrays.equals(third, other.map(8, 2).pixels()));
  }

  /** Sources at z = 0.5 and 1 behind the same structures: correlated far above chance. */
  @Test
  void sourcesShareTheLineOfSight() {
    LightConeSimulator simulator = simulator(2);
    double near = correlation(simulator.map(1, 0, 0).pixels(), simulator.map(1, 0, 1).pixels());
    double apart = correlation(simulator.map(1, 0, 0).pixels(), simulator.map(1, 1, 1).pixels());
    assertTrue(near > 0.5, "same line of sight " + near);
    assertTrue(Math.abs(apart) < 0.4, "another line of sight " + apart);
  }

  private static double correlation(float[] one, float[] two) {
    double meanOne = 0;
    double meanTwo = 0;
    for (int i = 0; i < one.length; i++) {
      meanOne += one[i] / one.length;
      meanTwo += two[i] / two.length;
    }
    double cross = 0;
    double squareOne = 0;
    double squareTwo = 0;
    for (int i = 0; i < one.length; i++) {
      cross += (one[i] - meanOne) * (two[i] - meanTwo);
      squareOne += (one[i] - meanOne) * (one[i] - meanOne);
      squareTwo += (two[i] - meanTwo) * (two[i] - meanTwo);
    }
    return cross / Math.sqrt(squareOne * squareTwo);
  }

  /**
   * No label in the mean: the contrast of every direction of view sums to zero over the box in each
   * cosmology, so a randomly placed map has the mean zero in both.
   */
  @Test
  void planesHaveNoMeanInAnyCosmology() {
    for (double mass : new double[] {0, 0.4}) {
      try (Workers workers = new Workers(2)) {
        PlanePainter painter = new PlanePainter(BOX, workers);
        List<float[][]> all = new ArrayList<>();
        new Simulation(BOX, power(mass), workers)
            .run(
                5,
                0,
                List.of(0.5),
                (particles, drift, a) -> all.add(painter.paint(particles, drift, k -> 1)),
                Progress.NONE);
        for (int axis = 0; axis < 3; axis++) {
          double sum = 0;
          double squares = 0;
          for (int slab = 0; slab < 2; slab++) {
            for (float contrast : all.get(0)[2 * axis + slab]) {
              sum += contrast;
              squares += (double) contrast * contrast;
            }
          }
          int cells = 2 * 32 * 32;
          double rms = Math.sqrt(squares / cells);
          assertTrue(rms > 0.05, "rms " + rms);
          assertEquals(0, sum / cells, 1e-5 * rms, "axis " + axis);
        }
      }
    }
  }

  @Test
  void noiseIsAddedToTheSameSky() {
    Observation noisy = Observation.ideal(MAP).withNoise(new ShapeNoise(30, 0.26));
    LightConeSettings clean = settings(3);
    LightConeSettings withNoise =
        new LightConeSettings(BOX, noisy, clean.sourceRedshifts(), clean.mapsPerBox());
    float[] with = new LightConeSimulator(power(0), withNoise, 2).map(1, 0).pixels();
    float[] without = simulator(2).map(1, 0).pixels();
    double squares = 0;
    for (int i = 0; i < with.length; i++) {
      squares += Math.pow(with[i] - without[i], 2);
    }
    // 1024 pixels: 1/sqrt(2048) = 2.2 % of sigma
    double sigma = new ShapeNoise(30, 0.26).pixelSigma(MAP);
    assertEquals(1, Math.sqrt(squares / with.length) / sigma, 0.09);
  }

  @Test
  void progressIsTold() {
    List<Integer> done = new ArrayList<>();
    simulator(1)
        .map(
            1,
            0,
            0,
            (step, total) -> {
              assertEquals(8, total);
              done.add(step);
            });
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8), done);
  }

  @Test
  void interruptionEndsASimulation() {
    LightConeSimulator simulator = simulator(1);
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> simulator.map(1, 0));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals(MAP.size(), simulator.map(1, 0).pixels().length);
  }

  @Test
  void badRequestsAreRefused() {
    refused("17", () -> new BoxSettings(128, 17, 34, 8, 19, 2, 32));
    refused("48", () -> new BoxSettings(128, 16, 48, 8, 19, 2, 32));
    refused("10.0", () -> new BoxSettings(10, 16, 32, 8, 19, 2, 32));
    refused("NaN", () -> new BoxSettings(128, 16, 32, 8, Double.NaN, 2, 32));
    refused("0 source", () -> new LightConeSettings(BOX, Observation.ideal(MAP), List.of(), 3));
    refused("5.0", () -> new LightConeSettings(BOX, Observation.ideal(MAP), List.of(5.0), 3));
    refused("2000", () -> settings(2000));
    refused("-1", () -> simulator(1).map(1, -1));
    refused("source = 2", () -> simulator(1).map(1, 0, 2));
    refused("threads = 0", () -> simulator(0));
    LightConeSettings wide =
        new LightConeSettings(BOX, Observation.ideal(new MapGeometry(10, 32)), List.of(1.0), 3);
    refused("128", () -> new LightConeSimulator(power(0), wide, 1));
    // 512^3 particles on a mesh of 1024^3 need 20 GiB: more than the tests may use.
    LightConeSettings large = LightConeSettings.of(Observation.ideal(MAP), 1, 512);
    refused("MiB", () -> new LightConeSimulator(power(0), large, 1));
  }

  private static void refused(String named, Executable request) {
    var error = assertThrows(IllegalArgumentException.class, request);
    assertTrue(error.getMessage().contains(named), error.getMessage());
  }

  /** What the documentation promises. */
  @Test
  void defaultsAreThese() {
    LightConeSettings settings = LightConeSettings.of(new MapGeometry(3.5, 128), 1);
    assertEquals(new BoxSettings(142, 128, 256, 25, 19, 2, 256), settings.box());
    assertEquals(24, settings.mapsPerBox());
    assertEquals(List.of(1.0), settings.sourceRedshifts());
  }
}

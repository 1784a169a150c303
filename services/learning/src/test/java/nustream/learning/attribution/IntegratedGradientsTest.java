package nustream.learning.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import nustream.learning.torch.GradientModule;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TorchDevice;
import nustream.learning.torch.TorchRuntime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tests (a) to (i) of integrated gradients that hold for every implementation. */
class IntegratedGradientsTest {
  private static final int SIDE = 8;
  private static final int SIZE = SIDE * SIDE;
  private static final double FLOAT_TOLERANCE = 1e-5; // sums of 64 float32 products of order 1

  private static final String LINEAR =
      """
        def target(self: __torch__.M, x: Tensor) -> Tensor:
          return torch.sum(torch.mul(x, self.weight), [1, 2, 3])
      """;

  /** F = 1/2 k . A k + c with A k = second differences along rows, symmetric. */
  private static final String QUADRATIC =
      """
        def image(self: __torch__.M, x: Tensor) -> Tensor:
          sides = torch.add(torch.roll(x, [1], [3]), torch.roll(x, [-1], [3]))
          return torch.sub(torch.mul(x, 2.), sides)
        def target(self: __torch__.M, x: Tensor) -> Tensor:
          return torch.add(torch.mul(torch.sum(torch.mul(x, (self).image(x, )), [1, 2, 3]), 0.5), 3.)
      """;

  /** A small convolutional network with padding, smooth, with two outputs. */
  private static final String NETWORK =
      """
        def logits(self: __torch__.M, x: Tensor) -> Tensor:
          h = torch.silu(torch.conv2d(x, self.filters, self.bias, [1, 1], [1, 1]))
          h = torch.silu(torch.conv2d(h, self.mixing, None, [1, 1], [1, 1]))
          return torch.linear(torch.mean(h, [2, 3]), self.head)
        def target(self: __torch__.M, x: Tensor) -> Tensor:
          return torch.mul(torch.select((self).logits(x, ), 1, 0), 100.)
        def other(self: __torch__.M, x: Tensor) -> Tensor:
          return torch.mul(torch.select((self).logits(x, ), 1, 1), 100.)
        def both(self: __torch__.M, x: Tensor) -> Tensor:
          return torch.sub(torch.mul((self).target(x, ), 2.), (self).other(x, ))
        def probability(self: __torch__.M, x: Tensor) -> Tensor:
          return torch.select(torch.log_softmax((self).logits(x, ), 1), 1, 0)
      """;

  private final Random random = new Random(5);

  @BeforeEach
  void prepare() {
    TorchRuntime.prepareThread(1);
  }

  /** Asked before each of the 2 x 3 native calls; none is made after the answer is no. */
  @Test
  void anAttributionIsGivenUpBetweenNativeCalls() {
    AtomicInteger asked = new AtomicInteger();
    AttributionSettings settings = new AttributionSettings(PathRule.GAUSS_LEGENDRE, 5, 2);
    float[] input = draw(SIZE, 1);
    List<float[]> baselines = List.of(draw(SIZE, 1), draw(SIZE, 1));
    try (GradientModule module = module(QUADRATIC, Map.of(), "target")) {
      new IntegratedGradients(module, settings, () -> asked.incrementAndGet() > 0)
          .attribute(input, baselines);
      assertEquals(6, asked.get());
      asked.set(0);
      IntegratedGradients unwanted =
          new IntegratedGradients(module, settings, () -> asked.incrementAndGet() < 5);
      assertThrows(CancellationException.class, () -> unwanted.attribute(input, baselines));
      assertEquals(5, asked.get());
    }
  }

  private float[] draw(int size, double sigma) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (sigma * random.nextGaussian());
    }
    return values;
  }

  private Map<String, HostTensor> networkParameters() {
    Map<String, HostTensor> parameters = new LinkedHashMap<>();
    parameters.put("filters", new HostTensor(draw(6 * 9, 0.5), 6, 1, 3, 3));
    parameters.put("bias", new HostTensor(draw(6, 0.5), 6));
    parameters.put("mixing", new HostTensor(draw(6 * 6 * 9, 0.3), 6, 6, 3, 3));
    parameters.put("head", new HostTensor(draw(2 * 6, 1), 2, 6));
    return parameters;
  }

  private static GradientModule module(
      String script, Map<String, HostTensor> parameters, String target) {
    return GradientModule.of(script, parameters, target, TorchDevice.CPU, 1, SIDE, SIDE);
  }

  private static Attribution attribute(
      GradientModule module, PathRule rule, int steps, float[] input, List<float[]> baselines) {
    return new IntegratedGradients(module, new AttributionSettings(rule, steps, 7))
        .attribute(input, baselines);
  }

  @Test
  void aLinearFunctionIsExactWithOneNode() {
    float[] weight = draw(SIZE, 1);
    float[] input = draw(SIZE, 1);
    float[] baseline = draw(SIZE, 1);
    try (GradientModule module =
        module(LINEAR, Map.of("weight", new HostTensor(weight, 1, 1, SIDE, SIDE)), "target")) {
      Attribution found = attribute(module, PathRule.GAUSS_LEGENDRE, 1, input, List.of(baseline));
      for (int i = 0; i < SIZE; i++) {
        assertEquals(
            (double) weight[i] * (input[i] - baseline[i]), found.values()[i], FLOAT_TOLERANCE);
      }
      assertEquals(0, found.completenessError(), 10 * FLOAT_TOLERANCE);
    }
  }

  @Test
  void aQuadraticFunctionIsExactWithOneMidpoint() {
    float[] input = draw(SIZE, 1);
    try (GradientModule module = module(QUADRATIC, Map.of(), "target")) {
      Attribution found = attribute(module, PathRule.MIDPOINT, 1, input, Baselines.zero(SIZE));
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          int i = row * SIDE + column;
          int left = row * SIDE + Math.floorMod(column - 1, SIDE);
          int right = row * SIDE + Math.floorMod(column + 1, SIDE);
          double image = 2.0 * input[i] - input[left] - input[right];
          assertEquals(0.5 * input[i] * image, found.values()[i], FLOAT_TOLERANCE);
        }
      }
      assertEquals(3, found.baselineOutput(), FLOAT_TOLERANCE);
      assertEquals(0, found.completenessError(), 10 * FLOAT_TOLERANCE);
    }
  }

  @Test
  void fiftyNodesAreCompleteForANetwork() {
    try (GradientModule module = module(NETWORK, networkParameters(), "target")) {
      Attribution found =
          attribute(module, PathRule.GAUSS_LEGENDRE, 50, draw(SIZE, 2), List.of(draw(SIZE, 0.1)));
      double change = Math.abs(found.output() - found.baselineOutput());
      assertTrue(change > 1, "change of the output " + change);
      assertTrue(
          Math.abs(found.completenessError()) <= 1e-3 * change + 1e-4,
          "completeness error " + found.completenessError() + " of " + change);
    }
  }

  @Test
  void theCompletenessErrorFallsWithTheNumberOfSteps() {
    try (GradientModule module = module(NETWORK, networkParameters(), "target")) {
      float[] input = draw(SIZE, 2);
      double before = Double.POSITIVE_INFINITY;
      for (int steps : new int[] {4, 8, 16, 32}) {
        double error =
            Math.abs(
                attribute(module, PathRule.MIDPOINT, steps, input, Baselines.zero(SIZE))
                    .completenessError());
        assertTrue(error < 0.5 * before, steps + " steps: " + error + " after " + before);
        before = error;
      }
    }
  }

  @Test
  void aNumberThatTheFunctionIgnoresGetsNothing() {
    float[] weight = draw(SIZE, 1);
    weight[17] = 0;
    try (GradientModule module =
        module(LINEAR, Map.of("weight", new HostTensor(weight, 1, 1, SIDE, SIDE)), "target")) {
      assertEquals(
          0,
          attribute(module, PathRule.GAUSS_LEGENDRE, 5, draw(SIZE, 1), List.of(draw(SIZE, 1)))
              .values()[17]);
    }
  }

  @Test
  void attributionIsLinearInTheFunction() {
    Map<String, HostTensor> parameters = networkParameters();
    float[] input = draw(SIZE, 2);
    double[] target = values(parameters, "target", input);
    double[] other = values(parameters, "other", input);
    double[] both = values(parameters, "both", input);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(2 * target[i] - other[i], both[i], 1e-4); // outputs of order 100, float32
    }
  }

  private static double[] values(Map<String, HostTensor> parameters, String target, float[] input) {
    try (GradientModule module = module(NETWORK, parameters, target)) {
      return attribute(module, PathRule.GAUSS_LEGENDRE, 20, input, Baselines.zero(SIZE)).values();
    }
  }

  @Test
  void symmetricInputsGetTheSame() {
    float[] weight = HostTensor.filled(0.5f, 1, 1, SIDE, SIDE).values();
    float[] input = draw(SIZE, 1);
    input[3] = 1.25f;
    input[40] = 1.25f;
    String squared =
        """
          def target(self: __torch__.M, x: Tensor) -> Tensor:
            s = torch.sum(torch.mul(x, self.weight), [1, 2, 3])
            return torch.exp(torch.mul(s, 0.1))
        """;
    try (GradientModule module =
        module(squared, Map.of("weight", new HostTensor(weight, 1, 1, SIDE, SIDE)), "target")) {
      double[] values =
          attribute(module, PathRule.GAUSS_LEGENDRE, 10, input, Baselines.zero(SIZE)).values();
      assertEquals(values[3], values[40], 1e-9);
      assertTrue(values[3] != 0);
    }
  }

  @Test
  void equivalentNetworksGetTheSame() {
    Map<String, HostTensor> parameters = networkParameters();
    Map<String, HostTensor> folded = new LinkedHashMap<>(parameters);
    float[] half = parameters.get("head").values().clone();
    for (int i = 0; i < half.length; i++) {
      half[i] *= 0.5f;
    }
    folded.put("head", new HostTensor(half, 2, 6));
    String script = NETWORK.replace("self.head)", "torch.mul(self.head, 2.))");
    float[] input = draw(SIZE, 2);
    try (GradientModule one = module(NETWORK, parameters, "target");
        GradientModule two = module(script, folded, "target")) {
      assertArrayEquals(
          attribute(one, PathRule.GAUSS_LEGENDRE, 20, input, Baselines.zero(SIZE)).values(),
          attribute(two, PathRule.GAUSS_LEGENDRE, 20, input, Baselines.zero(SIZE)).values(),
          1e-6);
    }
  }

  @Test
  void theBaselineItselfGetsNothing() {
    float[] input = draw(SIZE, 2);
    try (GradientModule module = module(NETWORK, networkParameters(), "target")) {
      Attribution found =
          attribute(module, PathRule.GAUSS_LEGENDRE, 5, input, List.of(input.clone()));
      assertArrayEquals(new double[SIZE], found.values());
      assertEquals(0, found.completenessError());
    }
  }

  /** ln p_0 - ln p_1 = logit_0 - logit_1: their attributions differ by what both share. */
  @Test
  void theSoftmaxSharesTheLogitsAttributions() {
    Map<String, HostTensor> parameters = networkParameters();
    String script =
        NETWORK
            + """
              def margin(self: __torch__.M, x: Tensor) -> Tensor:
                p = torch.log_softmax((self).logits(x, ), 1)
                return torch.mul(torch.sub(torch.select(p, 1, 0), torch.select(p, 1, 1)), 100.)
            """;
    float[] input = draw(SIZE, 2);
    double[] target = values(parameters, "target", input);
    double[] other = values(parameters, "other", input);
    try (GradientModule module = module(script, parameters, "margin")) {
      double[] margin =
          attribute(module, PathRule.GAUSS_LEGENDRE, 20, input, Baselines.zero(SIZE)).values();
      for (int i = 0; i < SIZE; i++) {
        assertEquals(target[i] - other[i], margin[i], 1e-4);
      }
    }
  }

  @Test
  void severalBaselinesAreAveraged() {
    float[] input = draw(SIZE, 2);
    List<float[]> baselines = Baselines.noise(SIZE, 0.5, 3, 9);
    try (GradientModule module = module(NETWORK, networkParameters(), "target")) {
      double[] mean = new double[SIZE];
      for (float[] baseline : baselines) {
        double[] one =
            attribute(module, PathRule.GAUSS_LEGENDRE, 12, input, List.of(baseline)).values();
        for (int i = 0; i < SIZE; i++) {
          mean[i] += one[i] / 3;
        }
      }
      Attribution found = attribute(module, PathRule.GAUSS_LEGENDRE, 12, input, baselines);
      assertArrayEquals(mean, found.values(), 1e-12);
      double change = Math.abs(found.output() - found.baselineOutput());
      assertEquals(0, found.completenessError(), 1e-3 * change + 1e-4);
    }
  }

  @Test
  void theSizeOfBatchesDoesNotMatter() {
    float[] input = draw(SIZE, 2);
    try (GradientModule module = module(NETWORK, networkParameters(), "target")) {
      double[] whole =
          new IntegratedGradients(module, new AttributionSettings(PathRule.GAUSS_LEGENDRE, 20, 20))
              .attribute(input, Baselines.zero(SIZE))
              .values();
      double[] parts =
          attribute(module, PathRule.GAUSS_LEGENDRE, 20, input, Baselines.zero(SIZE)).values();
      assertArrayEquals(whole, parts, 2e-4); // float32 sums of values of order 100
    }
  }

  @Test
  void severalThreadsAttributeAtOnce() throws Exception {
    Map<String, HostTensor> parameters = networkParameters();
    float[] input = draw(SIZE, 2);
    double[] expected = values(parameters, "target", input);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<double[]>> answers =
          pool.invokeAll(
              Collections.nCopies(
                  6,
                  () -> {
                    TorchRuntime.prepareThread(1);
                    return values(parameters, "target", input);
                  }));
      for (Future<double[]> answer : answers) {
        assertArrayEquals(expected, answer.get());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** F = 3 ln(mean x^2 + 1e-12) from zero: ln over 27 powers of e, which equal steps miss. */
  @Test
  void logarithmsAreCompleteOnALogarithmicPath() {
    String script =
        """
          def target(self: __torch__.M, x: Tensor) -> Tensor:
            square = torch.mean(torch.mul(x, x), [1, 2, 3])
            return torch.mul(torch.log(torch.add(square, 0.000000000001)), 3.)
        """;
    float[] input = draw(SIZE, 1);
    try (GradientModule module = module(script, Map.of(), "target")) {
      double logarithmic =
          attribute(module, PathRule.LOGARITHMIC, 50, input, Baselines.zero(SIZE))
              .completenessError();
      double equal =
          attribute(module, PathRule.GAUSS_LEGENDRE, 50, input, Baselines.zero(SIZE))
              .completenessError();
      assertEquals(0, logarithmic, 0.1); // of a change of 83
      assertTrue(Math.abs(equal) > 10, "equal steps: " + equal);
    }
  }

  @Test
  void wrongSizesAreNamed() {
    try (GradientModule module = module(QUADRATIC, Map.of(), "target")) {
      IntegratedGradients gradients =
          new IntegratedGradients(module, AttributionSettings.defaults());
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> gradients.attribute(new float[5], Baselines.zero(SIZE)));
      assertEquals("input of 5 numbers, allowed 64", refused.getMessage());
      assertThrows(
          IllegalArgumentException.class, () -> gradients.attribute(new float[SIZE], List.of()));
    }
    assertThrows(
        IllegalArgumentException.class, () -> new AttributionSettings(PathRule.MIDPOINT, 0, 1));
  }
}

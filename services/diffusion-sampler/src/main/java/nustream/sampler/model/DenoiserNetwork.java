package nustream.sampler.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import nustream.flavor.physics.SeesawSlopes;
import nustream.flavor.physics.random.CounterRandom;
import nustream.learning.torch.HostTensor;

/**
 * The network that predicts the velocity v from an input row and the noise level: a residual
 * multilayer perceptron with layer normalisation, its blocks shifted by an embedding of level and
 * condition.
 *
 * <pre>
 * e   = silu(E2 silu(E1 [level, condition]))
 * h   = A row
 * h  += C_l silu(B_l norm(h) + D_l e)      for each block l
 * v   = O norm(h)
 * </pre>
 *
 * For {@link Variant#INFORMED} O has an output more for each vector w_k of the input row ({@link
 * RowWriter}), a gate g_k, and v = O norm(h) + sum_k g_k w_k. The first vector is the Newton
 * direction n over sigma: for little noise the seesaw is linear around alpha x_t, where the exact
 * answer for a standard normal prior is v = -n, so its gate starts at -1, the others at 0. What the
 * curvature of the labels adds lies along the others.
 *
 * @param variant what the input row holds
 * @param width of h, 8 to 4096
 * @param layers number of blocks, 1 to 32
 */
public record DenoiserNetwork(Variant variant, int width, int layers) {
  /** Numbers that describe a point: 18 of the Yukawa matrix and 3 relative masses. */
  public static final int POINT = 21;

  /** Place of the first vector, the Newton direction, in an input row of the informed variant. */
  static final int NEWTON = POINT + ConditionRow.SIZE;

  /** Vectors of the informed input row that go to the answer through a gate each. */
  static final int VECTORS = 1 + SeesawSlopes.COUNT;

  private static final int EMBEDDING = 64;
  private static final int FIRST_BLOCK = 6;
  private static final int PER_BLOCK = 7;

  public DenoiserNetwork {
    if (width < 8 || width > 4096) {
      throw new IllegalArgumentException("width: " + width + ", must be from 8 to 4096");
    }
    if (layers < 1 || layers > 32) {
      throw new IllegalArgumentException("layers: " + layers + ", must be from 1 to 32");
    }
  }

  /** Numbers in an input row. */
  public int inputs() {
    int plain = POINT + ConditionRow.SIZE;
    return variant == Variant.PLAIN ? plain : plain + RowWriter.PHYSICS;
  }

  private int outputs() {
    return variant == Variant.PLAIN ? POINT : POINT + VECTORS;
  }

  /** Floating-point operations of one evaluation of one row: two per weight of a matrix. */
  public double flopsPerRow() {
    double block = 2.0 * width * width + (double) EMBEDDING * width;
    double edges = (double) width * (inputs() + outputs());
    double embedding = (double) EMBEDDING * (NoiseLevel.EMBEDDING + ConditionRow.SIZE + EMBEDDING);
    return 2 * (layers * block + edges + embedding);
  }

  /**
   * Parameters to start from: matrices uniform in +-1/sqrt(inputs), the last layer zero, so that an
   * untrained network answers -n or 0.
   */
  public Map<String, HostTensor> initialParameters(long seed) {
    Map<String, HostTensor> p = new LinkedHashMap<>();
    double small = 1 / Math.sqrt(width);
    int described = NoiseLevel.EMBEDDING + ConditionRow.SIZE;
    p.put("input_weight", random(p, seed, 1 / Math.sqrt(inputs()), width, inputs()));
    p.put("input_bias", HostTensor.filled(0, width));
    p.put("embed1_weight", random(p, seed, 1 / Math.sqrt(described), EMBEDDING, described));
    p.put("embed1_bias", random(p, seed, 0.1, EMBEDDING));
    p.put("embed2_weight", random(p, seed, 1 / Math.sqrt(EMBEDDING), EMBEDDING, EMBEDDING));
    p.put("embed2_bias", random(p, seed, 0.1, EMBEDDING));
    for (int l = 0; l < layers; l++) {
      String block = "block" + l + "_";
      p.put(block + "norm_weight", HostTensor.filled(1, width));
      p.put(block + "norm_bias", HostTensor.filled(0, width));
      p.put(block + "in_weight", random(p, seed, small, width, width));
      p.put(block + "in_bias", HostTensor.filled(0, width));
      p.put(block + "embed_weight", random(p, seed, 1 / Math.sqrt(EMBEDDING), width, EMBEDDING));
      p.put(block + "out_weight", random(p, seed, small / 2, width, width));
      p.put(block + "out_bias", HostTensor.filled(0, width));
    }
    p.put("norm_weight", HostTensor.filled(1, width));
    p.put("norm_bias", HostTensor.filled(0, width));
    p.put("output_weight", HostTensor.filled(0, outputs(), width));
    float[] bias = new float[outputs()];
    if (variant == Variant.INFORMED) {
      bias[POINT] = -1;
    }
    p.put("output_bias", new HostTensor(bias, outputs()));
    return p;
  }

  /** Whether parameters have the names and shapes of this network's. */
  public boolean fits(Map<String, HostTensor> parameters) {
    Map<String, HostTensor> own = initialParameters(0);
    return own.keySet().equals(parameters.keySet())
        && own.keySet().stream()
            .allMatch(name -> Arrays.equals(own.get(name).shape(), parameters.get(name).shape()));
  }

  /** Uniform in +-bound, from the stream of the seed that the tensor's place in the order names. */
  private static HostTensor random(
      Map<String, HostTensor> before, long seed, double bound, long... shape) {
    CounterRandom random = new CounterRandom(seed, 0, before.size());
    HostTensor tensor = HostTensor.filled(0, shape);
    for (int i = 0; i < tensor.values().length; i++) {
      tensor.values()[i] = (float) (bound * (2 * random.nextUniform() - 1));
    }
    return tensor;
  }

  /**
   * TorchScript for training: {@code loss(batch = [rows, levels, v], w)}, the mean square error.
   */
  public String trainingScript() {
    return velocityScript()
        + """
          def loss(self: __torch__.M, batch: List[Tensor], w: List[Tensor]) -> Tensor:
            return torch.mse_loss((self).velocity(batch[0], batch[1], w, ), batch[2])
        """;
  }

  /**
   * TorchScript for use: {@code denoise(rows, level)}, and for the plain variant the whole loop,
   * {@code sample}.
   */
  public String inferenceScript() {
    String list =
        initialParameters(0).keySet().stream()
            .map(name -> "self." + name)
            .collect(Collectors.joining(", "));
    String denoise =
        """
          def weights(self: __torch__.M) -> List[Tensor]:
            return [%s]
          def denoise(self: __torch__.M, rows: Tensor, level: Tensor) -> Tensor:
            return (self).velocity(rows, level, (self).weights(), )
        """
            .formatted(list);
    return velocityScript() + denoise + (variant == Variant.PLAIN ? LOOP : "");
  }

  /** The answer, and each vector of the row times its gate. */
  private static String gated() {
    return "torch.add(torch.slice(o, 1, 0, %d, 1), torch.squeeze(torch.bmm(torch.unsqueeze(torch.slice(o, 1, %d, %d, 1), 1), torch.reshape(torch.slice(rows, 1, %d, %d, 1), [-1, %d, %d])), 1))"
        .formatted(POINT, POINT, POINT + VECTORS, NEWTON, NEWTON + VECTORS * POINT, VECTORS, POINT);
  }

  private String velocityScript() {
    int last = FIRST_BLOCK + PER_BLOCK * layers;
    String answer = variant == Variant.PLAIN ? "o" : gated();
    return """
          def velocity(self: __torch__.M, rows: Tensor, level: Tensor, w: List[Tensor]) -> Tensor:
            condition = torch.slice(rows, 1, %d, %d, 1)
            levels = torch.expand(level, [torch.size(rows, 0), -1])
            e = torch.silu(torch.linear(torch.cat([levels, condition], 1), w[2], w[3]))
            e = torch.silu(torch.linear(e, w[4], w[5]))
            h = torch.linear(rows, w[0], w[1])
            for i in range(%d):
              b = %d + %d * i
              u = torch.linear(torch.layer_norm(h, [%d], w[b], w[b + 1]), w[b + 2], w[b + 3])
              u = torch.silu(torch.add(u, torch.linear(e, w[b + 4])))
              h = torch.add(h, torch.linear(u, w[b + 5], w[b + 6]))
            o = torch.linear(torch.layer_norm(h, [%d], w[%d], w[%d]), w[%d], w[%d])
            return %s
        """
        .formatted(
            POINT,
            POINT + ConditionRow.SIZE,
            layers,
            FIRST_BLOCK,
            PER_BLOCK,
            width,
            width,
            last,
            last + 1,
            last + 2,
            last + 3,
            answer);
  }

  /**
   * All steps of {@link SamplingSchedule} in one call. factors holds (state, velocity, noise) per
   * step; noise holds one set of rows per step, or none at all.
   */
  private static final String LOOP =
      """
        def sample(self: __torch__.M, start: Tensor, condition: Tensor, levels: Tensor, factors: Tensor, noise: Tensor, guidance: Tensor) -> Tensor:
          w = (self).weights()
          x = start
          dropped = torch.zeros_like(condition)
          g = float(torch.select(guidance, 0, 0))
          drawn = torch.gt(torch.size(noise, 0), 0)
          for k in range(torch.size(levels, 0)):
            level = torch.slice(levels, 0, k, k + 1, 1)
            v = (self).velocity(torch.cat([x, condition], 1), level, w, )
            if torch.ne(g, 0.):
              free = (self).velocity(torch.cat([x, dropped], 1), level, w, )
              v = torch.sub(torch.mul(v, 1.0 + g), torch.mul(free, g))
            else:
              v = v
            f = torch.select(factors, 0, k)
            x = torch.add(torch.mul(x, torch.select(f, 0, 0)), torch.mul(v, torch.select(f, 0, 1)))
            if drawn:
              x = torch.add(x, torch.mul(torch.select(noise, 0, k), torch.select(f, 0, 2)))
            else:
              x = x
          return x
      """;
}

package nustream.classifier.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the TorchScript of a {@link ClassifierNetwork}; w is the list of its parameters. */
final class NetworkScript {
  /** Keeps the logarithms and divisions of constant maps finite. */
  private static final String TINY = "0.000000000001";

  private final ClassifierNetwork network;
  private final List<String> names;

  private NetworkScript(ClassifierNetwork network) {
    this.network = network;
    this.names = new ArrayList<>(network.initialParameters(0).keySet());
  }

  static NetworkScript of(ClassifierNetwork network) {
    return new NetworkScript(network);
  }

  String training() {
    return describe() + heads() + LOSS;
  }

  String inference() {
    String list = names.stream().map(n -> "self." + n).collect(Collectors.joining(", "));
    return describe()
        + heads()
        + """
          def weights(self: __torch__.M) -> List[Tensor]:
            return [%s]
          def features(self: __torch__.M, maps: Tensor) -> Tensor:
            return (self).describe(maps, (self).weights(), )
          def predict(self: __torch__.M, maps: Tensor) -> Tensor:
            z = torch.mul(torch.sub((self).features(maps, ), self.feature_mean), self.feature_scale)
            return (self).heads(z, (self).weights(), )
        """
            .formatted(list);
  }

  private String w(String name) {
    return "w[" + names.indexOf(name) + "]";
  }

  /** Features of maps, before they are normalised. */
  private String describe() {
    StringBuilder code = new StringBuilder(polyphaseKernel());
    code.append("  def describe(self: __torch__.M, maps: Tensor, w: List[Tensor]) -> Tensor:\n");
    line(code, "f = annotate(List[Tensor], [])");
    line(code, "n = torch.size(maps, 0)");
    finestLevel(code);
    for (int level = 1; level < network.levels(); level++) {
      if (level > 1) {
        // Two sums of slices: many times faster than avg_pool2d.
        line(code, "r = torch.add(%s, %s)".formatted(everySecond(2, 0), everySecond(2, 1)));
        line(code, "r = torch.add(%s, %s)".formatted(everySecond(3, 0), everySecond(3, 1)));
        line(code, "r = torch.mul(r, 0.25)");
      }
      line(code, "h = " + convolution("r", w("down" + level + "_weight"), "None", 1));
      String power = "torch.mean(torch.mul(h, h), [2, 3])";
      line(code, "_p%d = torch.append(f, %s)".formatted(level, logarithm(power)));
      if (network.hasBlock(level)) {
        block(code, level);
      } else {
        line(code, "r = h");
      }
    }
    line(code, "return torch.cat(f, 1)");
    return code.toString();
  }

  private void block(StringBuilder code, int level) {
    String name = "block" + level;
    String inner = convolution("h", w(name + "_in_weight"), w(name + "_in_bias"), 1);
    line(code, "u = torch.silu(" + inner + ")");
    line(code, "_m%d = torch.append(f, torch.mean(u, [2, 3]))".formatted(level));
    if (level + 1 < network.levels()) {
      String outer = convolution("u", w(name + "_out_weight"), "None", 1);
      line(code, "r = torch.add(h, " + outer + ")");
    }
  }

  /**
   * The finest level by its four phases: the pixels (2i + p, 2j + q) of all channels stand in one
   * image of half the side, in channels 2p + q. That makes of one input channel four, which the
   * convolution needs to be fast, and of pooling a mean over phases.
   */
  private void finestLevel(StringBuilder code) {
    int c = network.channels(0);
    line(code, "r = torch.pixel_unshuffle(torch.mul(maps, %s), 2)".formatted(network.scale()));
    String kernel = "(self).polyphase(" + w("stem_weight") + ", )";
    line(code, "h = " + convolution("r", kernel, "None", 1));
    String square = "torch.reshape(torch.mul(h, h), [n, 4, %d, -1])".formatted(c);
    String power = logarithm("torch.mean(%s, [1, 3])".formatted(square));
    line(code, "_p0 = torch.append(f, %s)".formatted(power));
    String phases = "[n, 4, %d, torch.size(h, 2), torch.size(h, 3)]".formatted(c);
    line(code, "r = torch.mean(torch.reshape(h, %s), [1])".formatted(phases));
  }

  /** From c x 1 x 5 x 5 filters to 4c x 4 x 3 x 3 ones that act on phases. */
  private String polyphaseKernel() {
    return """
      def polyphase(self: __torch__.M, k: Tensor) -> Tensor:
        a = torch.constant_pad_nd(k, [0, 1, 0, 1], 0)
        b = torch.constant_pad_nd(k, [1, 0, 0, 1], 0)
        c = torch.constant_pad_nd(k, [0, 1, 1, 0], 0)
        d = torch.constant_pad_nd(k, [1, 0, 1, 0], 0)
        all = torch.reshape(torch.cat([a, b, c, d], 0), [-1, 3, 2, 3, 2])
        return torch.reshape(torch.permute(all, [0, 2, 4, 1, 3]), [-1, 4, 3, 3])
    """;
  }

  private static String everySecond(int dimension, int first) {
    return "torch.slice(r, %d, %d, 1000000, 2)".formatted(dimension, first);
  }

  private static String logarithm(String power) {
    return "torch.log(torch.add(%s, %s))".formatted(power, TINY);
  }

  private String convolution(String input, String weight, String bias, int reach) {
    if (!network.periodic()) {
      return "torch.conv2d(%s, %s, %s, [1, 1], [%d, %d])"
          .formatted(input, weight, bias, reach, reach);
    }
    return "torch.conv2d(torch.pad(%s, [%d, %d, %d, %d], \"circular\"), %s, %s)"
        .formatted(input, reach, reach, reach, reach, weight, bias);
  }

  private String heads() {
    return """
      def heads(self: __torch__.M, z: Tensor, w: List[Tensor]) -> Tensor:
        hidden = torch.silu(torch.linear(z, %s, %s))
        return torch.add(torch.linear(z, %s, %s), torch.linear(hidden, %s))
    """
        .formatted(
            w("hidden_weight"),
            w("hidden_bias"),
            w("linear_weight"),
            w("linear_bias"),
            w("output_weight"));
  }

  private static void line(StringBuilder code, String statement) {
    code.append("    ").append(statement).append('\n');
  }

  private static final String LOSS =
      """
        def loss(self: __torch__.M, batch: List[Tensor], w: List[Tensor]) -> Tensor:
          labels = batch[1]
          pairs = torch.size(labels, 0)
          f = (self).describe(batch[0], w, )
          of_pairs = torch.slice(f, 0, 0, pairs, 1)
          centre = torch.mean(of_pairs, [0], True)
          away = torch.sub(of_pairs, centre)
          spread = torch.mean(torch.mul(away, away), [0], True)
          z = torch.mul(torch.sub(f, centre), torch.rsqrt(torch.add(spread, 0.00000001)))
          o = (self).heads(z, w, )
          logit = torch.slice(torch.select(o, 1, 0), 0, 0, pairs, 1)
          entropy = torch.mean(torch.sub(torch.softplus(logit), torch.mul(labels, logit)))
          log_sigma = torch.clamp(torch.select(o, 1, 2), -5., 5.)
          miss = torch.mul(torch.sub(torch.select(o, 1, 1), batch[2]), torch.exp(torch.neg(log_sigma)))
          likelihood = torch.mean(torch.add(log_sigma, torch.mul(torch.mul(miss, miss), 0.5)))
          settings = batch[3]
          return torch.add(torch.mul(entropy, torch.select(settings, 0, 0)), torch.mul(likelihood, torch.select(settings, 0, 1)))
      """;
}

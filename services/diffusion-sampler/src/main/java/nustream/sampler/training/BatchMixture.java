package nustream.sampler.training;

/**
 * Where the rows of a batch come from.
 *
 * @param inverted share of rows with inverted ordering, 0 to 1
 * @param untempered share of rows straight from the prior, so that labels far from the measured
 *     ones are not forgotten, 0 to 1
 * @param kept share of rows from the model's own best attempts (transfer learning), 0 to 1; the
 *     rest are tempered draws of the prior
 * @param dropped share of rows whose condition is dropped, for classifier-free guidance, 0 to 1
 */
public record BatchMixture(double inverted, double untempered, double kept, double dropped) {
  public BatchMixture {
    requireShare("inverted", inverted);
    requireShare("untempered", untempered);
    requireShare("kept", kept);
    requireShare("dropped", dropped);
    requireShare("untempered + kept", untempered + kept);
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + name + " = " + share + ", allowed 0 to 1");
    }
  }
}

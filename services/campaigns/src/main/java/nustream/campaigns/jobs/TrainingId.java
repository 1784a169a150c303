package nustream.campaigns.jobs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import nustream.campaigns.v1.TrainingSpec;

/**
 * The name of a training's Job and of its folder of checkpoints: a digest of what is to be done,
 * not of what it may use. So a folder has one Job at a time, because Kubernetes has one Job of a
 * name, and a training that is given more memory goes on where it was.
 */
final class TrainingId {
  /** 64 bits: a thousand trainings meet by chance once in 4 10^13. */
  private static final int DIGITS = 16;

  private TrainingId() {}

  /** For example "diffusion-sampler-fine-tune-3fa09c12ab34cd56": at most 46 characters. */
  static String of(TrainingSpec spec) {
    String service = TrainingWords.of(spec.getService());
    String command = TrainingWords.of(spec.getCommand());
    List<String> work = new ArrayList<>(List.of(service, command, spec.getModel()));
    work.addAll(Arguments.options(spec));
    return service + "-" + command + "-" + digest(String.join("\n", work));
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

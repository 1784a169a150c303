package nustream.learning.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SHA-256 that names a model file, written {@code "sha256:"} and 64 hexadecimal digits. */
public final class ModelDigest {
  private static final String PREFIX = "sha256:";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");
  private static final int FOLDER_DIGITS = 12;

  private ModelDigest() {}

  /** The digest of this file. */
  public static String of(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (var sink = new DigestOutputStream(java.io.OutputStream.nullOutputStream(), sha256)) {
      Files.copy(file, sink);
    }
    return PREFIX + HexFormat.of().formatHex(sha256.digest());
  }

  /** Whether this text has the form of a digest. */
  public static boolean isDigest(String text) {
    return FORM.matcher(text).matches();
  }

  /** The first 12 hexadecimal digits: the release's folder, and the last part of solution ids. */
  public static String shortHex(String digest) {
    if (!isDigest(digest)) {
      throw new IllegalArgumentException(
          "digest '" + digest + "', want sha256: and 64 lower-case hexadecimal digits");
    }
    return digest.substring(PREFIX.length(), PREFIX.length() + FOLDER_DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

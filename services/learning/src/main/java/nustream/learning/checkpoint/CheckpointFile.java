package nustream.learning.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file of a checkpoint, little endian: "NUSTCKP1", step (8 bytes), the properties (count, then
 * key and value each), the arrays (count, then name, length and float32 numbers each), and the
 * SHA-256 of all before it. Texts are a length in bytes (4) and UTF-8.
 */
final class CheckpointFile {
  private static final byte[] MAGIC = "NUSTCKP1".getBytes(UTF_8);
  private static final int SHA_BYTES = 32;

  private CheckpointFile() {}

  /** Writes the file and only then puts it in place, on disk before it has its name. */
  static void write(Path file, Checkpoint checkpoint) throws IOException {
    byte[] content = encode(checkpoint);
    Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".checkpoint-", "");
    try {
      try (FileChannel channel = FileChannel.open(draft, WRITE)) {
        for (ByteBuffer part :
            new ByteBuffer[] {
              ByteBuffer.wrap(content), ByteBuffer.wrap(sha(content, content.length))
            }) {
          while (part.hasRemaining()) {
            channel.write(part);
          }
        }
        channel.force(true);
      }
      Files.move(draft, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  static Checkpoint read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = bytes.length - SHA_BYTES;
    if (length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw new CorruptCheckpointException(
          file + " is not a checkpoint (" + bytes.length + " bytes)");
    }
    if (!Arrays.equals(sha(bytes, length), Arrays.copyOfRange(bytes, length, bytes.length))) {
      throw new CorruptCheckpointException(file + " is damaged: its SHA-256 does not match");
    }
    try {
      return decode(ByteBuffer.wrap(bytes, MAGIC.length, length - MAGIC.length));
    } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
      throw new CorruptCheckpointException(
          file + " has a matching SHA-256 but no valid content", e);
    }
  }

  private static byte[] encode(Checkpoint checkpoint) {
    long size = MAGIC.length + Long.BYTES + 2L * Integer.BYTES;
    for (Map.Entry<String, String> entry : checkpoint.properties().entrySet()) {
      size += textBytes(entry.getKey()) + textBytes(entry.getValue());
    }
    for (Map.Entry<String, float[]> entry : checkpoint.arrays().entrySet()) {
      size +=
          textBytes(entry.getKey()) + Integer.BYTES + (long) Float.BYTES * entry.getValue().length;
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putLong(checkpoint.step()).putInt(checkpoint.properties().size());
    checkpoint
        .properties()
        .forEach(
            (key, value) -> {
              putText(out, key);
              putText(out, value);
            });
    out.putInt(checkpoint.arrays().size());
    checkpoint
        .arrays()
        .forEach(
            (name, array) -> {
              putText(out, name);
              out.putInt(array.length);
              out.asFloatBuffer().put(array);
              out.position(out.position() + Float.BYTES * array.length);
            });
    return out.array();
  }

  private static Checkpoint decode(ByteBuffer source) {
    ByteBuffer in = source.order(ByteOrder.LITTLE_ENDIAN);
    long step = in.getLong();
    Map<String, String> properties = new TreeMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      properties.put(text(in), text(in));
    }
    Map<String, float[]> arrays = new TreeMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      String name = text(in);
      float[] array = new float[in.getInt()];
      in.asFloatBuffer().get(array);
      in.position(in.position() + Float.BYTES * array.length);
      arrays.put(name, array);
    }
    return new Checkpoint(step, arrays, properties);
  }

  private static long textBytes(String text) {
    return Integer.BYTES + (long) text.getBytes(UTF_8).length;
  }

  private static void putText(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.putInt(bytes.length).put(bytes);
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  private static byte[] sha(byte[] bytes, int length) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(bytes, 0, length);
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

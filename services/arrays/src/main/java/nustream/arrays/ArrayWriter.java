package nustream.arrays;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipOutputStream;

/** Takes the items of one array in their order. Closing it checks that all have come. */
public final class ArrayWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final String name;
  private final NpyHeader header;
  private final ZipOutputStream zip;
  private final ByteBuffer buffer;
  private long missing;

  ArrayWriter(String name, NpyHeader header, ZipOutputStream zip) {
    this.name = name;
    this.header = header;
    this.zip = zip;
    this.missing = header.items();
    this.buffer =
        ByteBuffer.allocate(Math.max(BUFFER_BYTES, header.type().itemBytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  public void putDouble(double value) throws IOException {
    next(NpyType.FLOAT64).putDouble(value);
  }

  public void putFloat(float value) throws IOException {
    next(NpyType.FLOAT32).putFloat(value);
  }

  /** A number with a sign; of arrays without one, its 64 bits. */
  public void putLong(long value) throws IOException {
    next(header.type().equals(NpyType.UINT64) ? NpyType.UINT64 : NpyType.INT64).putLong(value);
  }

  public void putInt(int value) throws IOException {
    next(NpyType.INT32).putInt(value);
  }

  /**
   * Text, filled with zeros to the length of the type.
   *
   * @throws IllegalArgumentException if it is longer
   */
  public void putText(String value) throws IOException {
    int characters = header.type().itemBytes() / NpyType.CHARACTER_BYTES;
    int[] codePoints = value.codePoints().toArray();
    if (codePoints.length > characters) {
      throw new IllegalArgumentException(
          name + ": '" + value + "' is longer than " + characters + " characters");
    }
    ByteBuffer to = next(NpyType.text(characters));
    for (int codePoint : Arrays.copyOf(codePoints, characters)) {
      to.putInt(codePoint);
    }
  }

  private ByteBuffer next(NpyType put) throws IOException {
    if (!put.equals(header.type())) {
      throw new IllegalStateException(
          name + " holds " + header.type().description() + ", not " + put.description());
    }
    if (missing == 0) {
      throw new IllegalStateException(name + " has all of its " + header.items() + " items");
    }
    missing--;
    if (buffer.remaining() < put.itemBytes()) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    zip.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /**
   * @throws IllegalStateException if items are missing
   */
  @Override
  public void close() throws IOException {
    flush();
    zip.closeEntry();
    if (missing > 0) {
      throw new IllegalStateException(
          name + " lacks " + missing + " of its " + header.items() + " items");
    }
  }
}

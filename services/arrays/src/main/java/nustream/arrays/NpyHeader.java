package nustream.arrays;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands before the items of an array: type and shape, the last axis running fastest.
 *
 * @param type of the items
 * @param shape length of each axis; none for a single item
 */
record NpyHeader(NpyType type, long... shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** Magic, two bytes of version, two of length. */
  private static final int PREFIX_BYTES = MAGIC.length + 4;

  /** The items begin at a multiple of this. */
  private static final int ALIGNMENT = 64;

  private static final int MOST_TEXT_BYTES = 0xffff;
  private static final Pattern DESCRIPTION = Pattern.compile("'descr':\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

  NpyHeader {
    for (long axis : shape) {
      if (axis < 0) {
        throw new IllegalArgumentException("shape " + Arrays.toString(shape) + ": from 0");
      }
    }
  }

  /** Items in the array. */
  long items() {
    long items = 1;
    for (long axis : shape) {
      items = Math.multiplyExact(items, axis);
    }
    return items;
  }

  /** The bytes before the items. */
  byte[] bytes() {
    String axes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(type.description(), axes, shape.length == 1 ? "," : "");
    int length = PREFIX_BYTES + text.length() + 1;
    int filled = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return ByteBuffer.allocate(filled)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) (filled - PREFIX_BYTES))
        .put((text + " ".repeat(filled - length) + "\n").getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /**
   * Reads it and leaves the stream at the first item.
   *
   * @throws IOException if it is not one that is read here
   */
  static NpyHeader read(DataInputStream in) throws IOException {
    byte[] magic = new byte[MAGIC.length];
    in.readFully(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException("no array of NumPy");
    }
    int major = in.readUnsignedByte();
    in.readUnsignedByte();
    int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
    if (major > 1) {
      // The second half of a length of 32 bits; of text that long there is none here.
      length |= Short.toUnsignedInt(Short.reverseBytes(in.readShort())) << 16;
    }
    if (length < 0 || length > MOST_TEXT_BYTES) {
      throw new IOException("a header of " + length + " bytes; at most " + MOST_TEXT_BYTES);
    }
    byte[] text = new byte[length];
    in.readFully(text);
    return parse(new String(text, StandardCharsets.UTF_8));
  }

  private static NpyHeader parse(String text) throws IOException {
    if (found(ORDER, text).equals("True")) {
      throw new IOException("the first axis of this array runs fastest, which is not read here");
    }
    try {
      long[] shape =
          Arrays.stream(found(SHAPE, text).split(","))
              .map(String::strip)
              .filter(axis -> !axis.isEmpty())
              .mapToLong(Long::parseLong)
              .toArray();
      return new NpyHeader(NpyType.described(found(DESCRIPTION, text)), shape);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String found(Pattern pattern, String text) throws IOException {
    Matcher match = pattern.matcher(text);
    if (!match.find()) {
      throw new IOException("no " + pattern + " in the header " + text.strip());
    }
    return match.group(1);
  }
}

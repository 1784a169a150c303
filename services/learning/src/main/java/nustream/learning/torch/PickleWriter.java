package nustream.learning.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The few opcodes of Python's pickle protocol 2 that a TorchScript archive needs. */
final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleWriter() {
    out.write(0x80); // PROTO
    out.write(2);
  }

  /** GLOBAL: pushes a class or function by name. */
  PickleWriter global(String module, String name) {
    return ascii("c" + module + "\n" + name + "\n");
  }

  /** Opcodes written as they stand, for example {@code "(" } for MARK. */
  PickleWriter opcodes(String codes) {
    return ascii(codes);
  }

  /** NEWOBJ: builds an object from the class and the argument tuple on the stack. */
  PickleWriter newObject() {
    out.write(0x81);
    return this;
  }

  PickleWriter text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.write('X'); // BINUNICODE
    littleEndian(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  PickleWriter integer(long value) {
    out.write('J'); // BININT
    littleEndian(Math.toIntExact(value));
    return this;
  }

  PickleWriter bool(boolean value) {
    out.write(value ? 0x88 : 0x89);
    return this;
  }

  PickleWriter tuple(long... values) {
    ascii("(");
    for (long value : values) {
      integer(value);
    }
    return ascii("t");
  }

  /** STOP, and the bytes. */
  byte[] finish() {
    out.write('.');
    return out.toByteArray();
  }

  private PickleWriter ascii(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private void littleEndian(int value) {
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }
}

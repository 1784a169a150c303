package nustream.lensing.messages;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** Pixels as bytes: IEEE-754 floats, little endian, row by row. */
public final class PixelBytes {
  private PixelBytes() {}

  public static ByteString of(float[] pixels) {
    byte[] bytes = new byte[pixels.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(pixels);
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  /**
   * The pixels of a square map, all of them finite.
   *
   * @param field that holds the bytes
   * @param side pixels per side
   */
  public static float[] floats(String field, ByteString bytes, int side) {
    long wanted = (long) side * side * Float.BYTES;
    FieldChecks.inRange("length of " + field, bytes.size(), wanted, wanted);
    float[] pixels = new float[side * side];
    bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(pixels);
    for (int i = 0; i < pixels.length; i++) {
      if (!Float.isFinite(pixels[i])) {
        throw NustreamException.invalid(
            field + " in row " + i / side + ", column " + i % side, pixels[i], "a finite number");
      }
    }
    return pixels;
  }
}

package nustream.arrays;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  /** Written by NumPy itself. */
  private static final Path NUMPYS = Path.of("src/test/resources/numpy.npz");

  private static final String JSON = "{\n  \"campaign\": \"a \\\"b\\\" \\\\ \\u000a\"\n}\n";

  @TempDir Path folder;

  @Test
  void readsWhatNumpyWrites() throws IOException {
    try (var file = new NpzReader(NUMPYS)) {
      assertEquals(
          List.of(
              "mass_eV", "number", "small", "pixels", "name", "scalar", "empty", "fortran", "byte"),
          file.names());
      assertArrayEquals(
          new double[] {0.1, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE},
          file.doubles("mass_eV"));
      assertArrayEquals(new long[] {-1, 1L << 62}, file.longs("number"));
      assertArrayEquals(new long[] {1, 2, 3, 4, 5, -6}, file.longs("small"));
      assertArrayEquals(new long[] {2, 3}, file.shape("small"));
      assertArrayEquals(new double[] {1.5, -2.25}, file.doubles("pixels"));
      assertArrayEquals(new String[] {"anarchy/log1", "", "ν 🌊"}, file.texts("name"));
      assertArrayEquals(new double[] {2.5}, file.doubles("scalar"));
      assertArrayEquals(new long[0], file.shape("scalar"));
      assertArrayEquals(new long[] {0, 21}, file.shape("empty"));
      assertRefused("first axis", () -> file.doubles("fortran"));
      assertRefused("'|u1'", () -> file.longs("byte"));
      assertRefused("want float", () -> file.doubles("number"));
      assertRefused("no 'nothing.npy'", () -> file.doubles("nothing"));
    }
  }

  /** Takes the bytes apart without the code that writes or reads them. */
  @Test
  void writesTheFormatOfNumpy() throws IOException {
    byte[] bytes = sample();
    Map<String, byte[]> entries = new HashMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    ByteBuffer values = items(entries.get("parameters.npy"), "<f8", "(2, 3)");
    for (double expected : new double[] {1, 2, 3, 4, 5, Double.NaN}) {
      assertEquals(expected, values.getDouble());
    }
    assertEquals(0, values.remaining());
    ByteBuffer seed = items(entries.get("seed.npy"), "<u8", "(1,)");
    assertEquals(-1, seed.getLong());
    ByteBuffer text = items(entries.get("name.npy"), "<U3", "(2,)");
    assertEquals("abc", text(text, 3));
    assertEquals("ν🌊", text(text, 3));
    assertEquals(JSON, new String(entries.get("provenance.json"), StandardCharsets.UTF_8));
  }

  private static ByteBuffer items(byte[] array, String type, String shape) {
    ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[8];
    bytes.get(magic);
    assertArrayEquals(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, magic);
    byte[] header = new byte[bytes.getShort()];
    bytes.get(header);
    assertEquals(0, bytes.position() % 64, "the items are aligned");
    String text = new String(header, StandardCharsets.US_ASCII);
    assertEquals(
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }",
        text.strip());
    assertTrue(text.endsWith("\n"));
    return bytes;
  }

  private static String text(ByteBuffer bytes, int characters) {
    var text = new StringBuilder();
    for (int i = 0; i < characters; i++) {
      int codePoint = bytes.getInt();
      if (codePoint != 0) {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path path = folder.resolve("a.npz");
    Files.write(path, sample());
    try (var file = new NpzReader(path)) {
      assertEquals(List.of("parameters", "seed", "pixels", "number", "name"), file.names());
      assertArrayEquals(new double[] {1, 2, 3, 4, 5, Double.NaN}, file.doubles("parameters"));
      assertArrayEquals(new double[] {0.5, -1}, file.doubles("pixels"));
      assertArrayEquals(new long[] {3, -4}, file.longs("number"));
      assertArrayEquals(new String[] {"abc", "ν🌊"}, file.texts("name"));
      assertEquals(JSON, new String(file.file("provenance.json"), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theSameArraysGiveTheSameBytes() throws IOException {
    assertArrayEquals(sample(), sample());
  }

  @Test
  void anArrayThatIsNotWholeIsRefused() throws IOException {
    try (var npz = new NpzWriter(new ByteArrayOutputStream())) {
      ArrayWriter few = npz.array("few", NpyType.FLOAT64, 2);
      few.putDouble(1);
      assertThrows(IllegalStateException.class, few::close);
      ArrayWriter many = npz.array("many", NpyType.INT64, 1);
      many.putLong(1);
      assertThrows(IllegalStateException.class, () -> many.putLong(2));
      many.close();
      ArrayWriter other = npz.array("other", NpyType.FLOAT32, 1);
      assertThrows(IllegalStateException.class, () -> other.putDouble(1));
      other.putFloat(1);
      other.close();
      ArrayWriter text = npz.array("text", NpyType.text(2), 1);
      assertThrows(IllegalArgumentException.class, () -> text.putText("long"));
      text.putText("ok");
      text.close();
    }
  }

  private static byte[] sample() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var npz = new NpzWriter(bytes)) {
      npz.doubles("parameters", new double[] {1, 2, 3, 4, 5, Double.NaN}, 2, 3);
      try (ArrayWriter seed = npz.array("seed", NpyType.UINT64, 1)) {
        seed.putLong(-1);
      }
      try (ArrayWriter pixels = npz.array("pixels", NpyType.FLOAT32, 1, 2, 1)) {
        pixels.putFloat(0.5f);
        pixels.putFloat(-1);
      }
      npz.longs("number", new long[] {3, -4});
      npz.texts("name", List.of("abc", "ν🌊"));
      npz.json("provenance.json", Map.of("campaign", "a \"b\" \\ \n"));
    }
    return bytes.toByteArray();
  }

  private interface Reading {
    void read() throws IOException;
  }

  private static void assertRefused(String part, Reading reading) {
    var refused = assertThrows(IOException.class, reading::read);
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }
}

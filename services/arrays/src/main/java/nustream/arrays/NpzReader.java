package nustream.arrays;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads a file of named arrays, each as a whole. */
public final class NpzReader implements AutoCloseable {
  private static final String ENDING = ".npy";

  /** Of one array in memory: 2e7 rows of 8 bytes are 160 MB. */
  private static final long MOST_BYTES = 1L << 30;

  private final ZipFile zip;

  public NpzReader(Path file) throws IOException {
    zip = new ZipFile(file.toFile());
  }

  /** Names of the arrays, in the order of the file. */
  public List<String> names() {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(ENDING))
        .map(name -> name.substring(0, name.length() - ENDING.length()))
        .toList();
  }

  /** Length of each axis. */
  public long[] shape(String name) throws IOException {
    try (DataInputStream in = open(name + ENDING)) {
      return NpyHeader.read(in).shape();
    }
  }

  /** Numbers with a fraction. */
  public double[] doubles(String name) throws IOException {
    Items items = items(name, NpyType.Kind.FLOAT);
    double[] values = new double[items.count];
    for (int i = 0; i < values.length; i++) {
      values[i] = items.wide() ? items.bytes.getDouble() : items.bytes.getFloat();
    }
    return values;
  }

  /** Numbers with a sign. */
  public long[] longs(String name) throws IOException {
    Items items = items(name, NpyType.Kind.SIGNED);
    long[] values = new long[items.count];
    for (int i = 0; i < values.length; i++) {
      values[i] = items.wide() ? items.bytes.getLong() : items.bytes.getInt();
    }
    return values;
  }

  /** Text without the zeros at its end. */
  public String[] texts(String name) throws IOException {
    Items items = items(name, NpyType.Kind.TEXT);
    String[] values = new String[items.count];
    int[] codePoints = new int[items.type.itemBytes() / NpyType.CHARACTER_BYTES];
    for (int i = 0; i < values.length; i++) {
      int length = 0;
      for (int c = 0; c < codePoints.length; c++) {
        codePoints[c] = items.bytes.getInt();
        length = codePoints[c] == 0 ? length : c + 1;
      }
      values[i] = new String(codePoints, 0, length);
    }
    return values;
  }

  /** The bytes of a file that is no array. */
  public byte[] file(String name) throws IOException {
    try (DataInputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private record Items(NpyType type, int count, ByteBuffer bytes) {
    boolean wide() {
      return type.itemBytes() == Long.BYTES;
    }
  }

  private Items items(String name, NpyType.Kind kind) throws IOException {
    try (DataInputStream in = open(name + ENDING)) {
      NpyHeader header = NpyHeader.read(in);
      if (header.type().kind() != kind) {
        throw new IOException(
            name + " holds " + header.type().description() + ", want " + kind.name().toLowerCase());
      }
      long size = Math.multiplyExact(header.items(), (long) header.type().itemBytes());
      if (size > MOST_BYTES) {
        throw new IOException(name + " has " + size + " bytes; at most " + MOST_BYTES);
      }
      byte[] bytes = new byte[(int) size];
      in.readFully(bytes);
      return new Items(
          header.type(),
          (int) header.items(),
          ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  private DataInputStream open(String entry) throws IOException {
    ZipEntry found = zip.getEntry(entry);
    if (found == null) {
      throw new IOException("no '" + entry + "' in " + zip.getName());
    }
    return new DataInputStream(zip.getInputStream(found));
  }
}

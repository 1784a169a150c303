package nustream.lensing.physics.boltzmann;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Files of transfer tables: big-endian, a magic number, the number of wavenumbers, the wavenumbers,
 * the rows of total and of cold contrasts, and a CRC-32 of all before it. Written to a temporary
 * file and moved into place, so that a reader sees a whole file or none.
 */
final class TransferFolder {
  private static final int MAGIC = 0x4e755472;
  private static final String SUFFIX = ".transfers";
  private static final int MOST_WAVENUMBERS = 10_000;

  private final Path folder;
  private final int mostFiles;

  TransferFolder(Path folder, int mostFiles) {
    if (mostFiles < 1) {
      throw new IllegalArgumentException(
          "files kept = " + mostFiles + " is not allowed: at least 1");
    }
    this.folder = folder;
    this.mostFiles = mostFiles;
  }

  /** Empty if there is no such file; a damaged one is an error. */
  Optional<TransferTable> read(String name) throws IOException {
    Path file = folder.resolve(name + SUFFIX);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    TransferTable table = decode(file, bytes);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    return Optional.of(table);
  }

  void write(String name, TransferTable table) throws IOException {
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, name, ".part");
    try {
      Files.write(temporary, encode(table));
      Files.move(
          temporary,
          folder.resolve(name + SUFFIX),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    deleteOldest();
  }

  private void deleteOldest() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).forEach(files::add);
    }
    if (files.size() <= mostFiles) {
      return;
    }
    files.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
    for (Path file : files.subList(0, files.size() - mostFiles)) {
      Files.deleteIfExists(file);
    }
  }

  private static byte[] encode(TransferTable table) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      double[] wavenumbers = table.wavenumbers();
      out.writeInt(MAGIC);
      out.writeInt(wavenumbers.length);
      writeRow(out, wavenumbers);
      for (double[] row : table.totalRows()) {
        writeRow(out, row);
      }
      for (double[] row : table.coldRows()) {
        writeRow(out, row);
      }
      CRC32 sum = new CRC32();
      sum.update(bytes.toByteArray());
      out.writeLong(sum.getValue());
    }
    return bytes.toByteArray();
  }

  private static void writeRow(DataOutputStream out, double[] row) throws IOException {
    for (double value : row) {
      out.writeDouble(value);
    }
  }

  private static TransferTable decode(Path file, byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < 16 || in.getInt() != MAGIC) {
      throw new IOException(file + " is not a table of transfer functions");
    }
    int size = in.getInt();
    long expected = 16 + 8L * size * (1 + 2 * TransferTable.TIMES);
    if (size < 4 || size > MOST_WAVENUMBERS || bytes.length != expected) {
      throw new IOException(file + " has " + bytes.length + " bytes, expected " + expected);
    }
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, bytes.length - 8);
    if (sum.getValue() != in.getLong(bytes.length - 8)) {
      throw new IOException(file + " is damaged: its check sum differs");
    }
    double[] wavenumbers = readRow(in, size);
    double[][] total = new double[TransferTable.TIMES][];
    double[][] cold = new double[TransferTable.TIMES][];
    for (int i = 0; i < total.length; i++) {
      total[i] = readRow(in, size);
    }
    for (int i = 0; i < cold.length; i++) {
      cold[i] = readRow(in, size);
    }
    return new TransferTable(wavenumbers, total, cold);
  }

  private static double[] readRow(ByteBuffer in, int size) {
    double[] row = new double[size];
    for (int i = 0; i < size; i++) {
      row[i] = in.getDouble();
    }
    return row;
  }
}

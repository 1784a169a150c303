package nustream.learning.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes TorchScript archives (.pt) from source text and float32 parameters, and reads the
 * parameters back.
 *
 * <p>An archive is an uncompressed zip: the code of one class {@code M}, a pickle that builds the
 * object with its tensors, and one file of little-endian numbers per tensor. libtorch loads it, and
 * so does Python with {@code torch.jit.load}. The names and shapes also stand in {@code
 * extra/parameters.txt}, so that reading them back needs no unpickling.
 */
public final class TorchScriptArchive {
  private static final String ROOT = "m/";
  private static final String INDEX = ROOT + "extra/parameters.txt";

  private TorchScriptArchive() {}

  /**
   * Packs a module.
   *
   * @param methods "def" blocks of the class in TorchScript's serialised form, indented by two
   *     spaces, the type of self written {@code __torch__.M}
   * @param parameters tensors reachable as {@code self.<name>}, in this order
   */
  public static byte[] pack(String methods, Map<String, HostTensor> parameters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, ROOT + "data.pkl", object(parameters));
      put(zip, ROOT + "byteorder", ascii("little"));
      int storage = 0;
      for (HostTensor tensor : parameters.values()) {
        put(zip, ROOT + "data/" + storage++, littleEndian(tensor.values()));
      }
      put(zip, ROOT + "code/__torch__.py", ascii(source(methods, parameters)));
      put(zip, ROOT + "constants.pkl", new PickleWriter().opcodes(")").finish());
      put(zip, INDEX, ascii(index(parameters)));
      put(zip, ROOT + "version", ascii("3\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the parameters of an archive that {@link #pack} made.
   *
   * @throws IOException if the file is missing, damaged or made by something else
   */
  public static Map<String, HostTensor> readParameters(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Map<String, HostTensor> parameters = new LinkedHashMap<>();
      String index = new String(read(zip, INDEX), StandardCharsets.US_ASCII);
      int storage = 0;
      for (String line : index.lines().toList()) {
        String[] words = line.split(" ");
        long[] shape = new long[words.length - 1];
        for (int i = 0; i < shape.length; i++) {
          shape[i] = Long.parseLong(words[i + 1]);
        }
        ByteBuffer data = ByteBuffer.wrap(read(zip, ROOT + "data/" + storage++));
        float[] values = new float[data.remaining() / Float.BYTES];
        data.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        parameters.put(words[0], new HostTensor(values, shape));
      }
      return parameters;
    }
  }

  private static byte[] read(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException(zip.getName() + " has no entry " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static String source(String methods, Map<String, HostTensor> parameters) {
    StringBuilder code = new StringBuilder("class M(Module):\n  __parameters__ = [");
    parameters.keySet().forEach(name -> code.append('"').append(name).append("\", "));
    code.append("]\n  __buffers__ = []\n");
    parameters.keySet().forEach(name -> code.append("  ").append(name).append(" : Tensor\n"));
    return code.append("  training : bool\n").append(methods).toString();
  }

  private static String index(Map<String, HostTensor> parameters) {
    StringBuilder lines = new StringBuilder();
    parameters.forEach(
        (name, tensor) -> {
          lines.append(name);
          for (long side : tensor.shape()) {
            lines.append(' ').append(side);
          }
          lines.append('\n');
        });
    return lines.toString();
  }

  /** The pickled object: class M with its attributes set from a dictionary. */
  private static byte[] object(Map<String, HostTensor> parameters) {
    PickleWriter pickle = new PickleWriter().global("__torch__", "M").opcodes(")").newObject();
    pickle.opcodes("}(");
    int storage = 0;
    for (Map.Entry<String, HostTensor> entry : parameters.entrySet()) {
      long[] shape = entry.getValue().shape();
      pickle.text(entry.getKey()).global("torch._utils", "_rebuild_tensor_v2").opcodes("((");
      pickle.text("storage").global("torch", "FloatStorage").text(String.valueOf(storage++));
      pickle.text("cpu").integer(entry.getValue().values().length).opcodes("tQ").integer(0);
      pickle.tuple(shape).tuple(strides(shape)).bool(true);
      pickle.global("collections", "OrderedDict").opcodes(")RtR");
    }
    return pickle.text("training").bool(false).opcodes("ub").finish();
  }

  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= shape[d];
    }
    return strides;
  }

  private static byte[] littleEndian(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void put(ZipOutputStream zip, String name, byte[] data) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0); // the same module gives the same bytes, hence the same digest
    entry.setSize(data.length);
    entry.setCompressedSize(data.length);
    CRC32 crc = new CRC32();
    crc.update(data);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }
}

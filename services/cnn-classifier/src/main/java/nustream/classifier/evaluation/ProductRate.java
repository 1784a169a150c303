package nustream.classifier.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nustream.classifier.model.ClassifierNetwork.MatrixProduct;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TorchDevice;
import nustream.learning.torch.TorchModule;
import nustream.learning.torch.TorchRuntime;
import nustream.learning.torch.TorchScriptArchive;

/**
 * The speed of float32 matrix products on this machine, in its state of this moment, with one
 * native thread. Counted in processor time, so that other processes do not disturb it much.
 */
final class ProductRate {
  /** Makes what is outside of the products small. */
  private static final int REPEATS = 8;

  private ProductRate() {}

  /**
   * Works through a list of products again and again for about the given time.
   *
   * @param seconds of processor time
   * @return passes through the list per second of processor time
   */
  static double passesPerSecond(List<MatrixProduct> products, double seconds) {
    TorchRuntime.prepareThread(1);
    HostTensor[] matrices = new HostTensor[2 * products.size()];
    for (int i = 0; i < products.size(); i++) {
      MatrixProduct product = products.get(i);
      matrices[2 * i] = HostTensor.filled(0.5f, product.rows(), product.inner());
      matrices[2 * i + 1] = HostTensor.filled(0.5f, product.inner(), product.columns());
    }
    try (TorchModule module = load(products.size())) {
      require(module.infer("products", matrices)); // the first call is slower
      long start = CpuClock.nanos();
      long calls = 0;
      while (CpuClock.nanos() - start < seconds * 1e9) {
        require(module.infer("products", matrices));
        calls++;
      }
      return calls * REPEATS / ((CpuClock.nanos() - start) / 1e9);
    }
  }

  private static void require(float[] row) {
    if (row.length == 0) {
      throw new IllegalStateException("a product has no columns");
    }
  }

  private static TorchModule load(int products) {
    StringBuilder code = new StringBuilder("  def products(self: __torch__.M");
    for (int i = 0; i < products; i++) {
      code.append(", a%d: Tensor, b%d: Tensor".formatted(i, i));
    }
    code.append(
        ") -> Tensor:\n    c = torch.mm(a0, b0)\n    for i in range(%d):\n".formatted(REPEATS));
    for (int i = 0; i < products; i++) {
      code.append("      c = torch.mm(a%d, b%d)\n".formatted(i, i));
    }
    code.append("    return torch.select(c, 0, 0)\n");
    try {
      Path file = Files.createTempFile("products", ".pt");
      try {
        Files.write(file, TorchScriptArchive.pack(code.toString(), Map.of()));
        return TorchModule.load(file, TorchDevice.CPU);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

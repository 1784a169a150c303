package nustream.learning.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The speed of float32 matrix products on this machine, in its state of this moment: the limit that
 * a network's speed is compared with.
 */
public final class MatrixRate {
  private static final String PRODUCTS =
      """
        def products(self: __torch__.M, a: Tensor, b: Tensor, times: Tensor) -> Tensor:
          c = torch.mm(a, b)
          for i in range(int(torch.select(times, 0, 0))):
            c = torch.mm(a, b)
          return torch.select(c, 0, 0)
      """;

  private static final int PRODUCTS_PER_CALL = 50;

  private MatrixRate() {}

  /**
   * Multiplies (rows x width) by (width x width) with one native thread for about the given time.
   *
   * @return floating-point operations per second, two per multiply-add
   */
  public static double flopsPerSecond(int rows, int width, double seconds) {
    TorchRuntime.prepareThread(1);
    HostTensor a = HostTensor.filled(0.5f, rows, width);
    HostTensor b = HostTensor.filled(0.5f, width, width);
    HostTensor times = new HostTensor(new float[] {PRODUCTS_PER_CALL - 1}, 1);
    try (TorchModule module = load()) {
      if (module.infer("products", a, b, times).length != width) { // the first call is slower
        throw new IllegalStateException("unexpected shape of a product");
      }
      long before = module.computeNanos();
      long calls = 0;
      while (module.computeNanos() - before < seconds * 1e9) {
        float[] row = module.infer("products", a, b, times);
        calls += row.length / width;
      }
      double flops = 2.0 * rows * width * width * PRODUCTS_PER_CALL * calls;
      return flops / ((module.computeNanos() - before) / 1e9);
    }
  }

  private static TorchModule load() {
    try {
      Path file = Files.createTempFile("products", ".pt");
      try {
        Files.write(file, TorchScriptArchive.pack(PRODUCTS, Map.of()));
        return TorchModule.load(file, TorchDevice.CPU);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

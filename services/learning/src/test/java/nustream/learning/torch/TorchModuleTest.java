package nustream.learning.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchModuleTest {
  private static final String LINEAR =
      "  def line(self: __torch__.M, x: Tensor) -> Tensor:\n"
          + "    return torch.linear(x, self.weight, self.bias)\n";

  @TempDir Path folder;

  @BeforeEach
  void prepare() {
    TorchRuntime.prepareThread(1);
  }

  private static Map<String, HostTensor> parameters() {
    Map<String, HostTensor> parameters = new LinkedHashMap<>();
    parameters.put("weight", new HostTensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    parameters.put("bias", new HostTensor(new float[] {10, 20}, 2));
    return parameters;
  }

  private Path packed() throws IOException {
    return Files.write(folder.resolve("line.pt"), TorchScriptArchive.pack(LINEAR, parameters()));
  }

  @Test
  void aPackedModuleComputesWithItsParameters() throws IOException {
    try (TorchModule module = TorchModule.load(packed(), TorchDevice.CPU)) {
      float[] answer = module.infer("line", new HostTensor(new float[] {1, 1, 1, 0, 1, 0}, 2, 3));
      assertArrayEquals(new float[] {16, 35, 12, 25}, answer);
    }
  }

  @Test
  void parametersAreReadBackInOrder() throws IOException {
    Map<String, HostTensor> read = TorchScriptArchive.readParameters(packed());
    assertEquals(List.of("weight", "bias"), List.copyOf(read.keySet()));
    assertArrayEquals(new long[] {2, 3}, read.get("weight").shape());
    assertArrayEquals(parameters().get("weight").values(), read.get("weight").values());
    assertArrayEquals(parameters().get("bias").values(), read.get("bias").values());
  }

  @Test
  void packingIsReproducible() {
    assertArrayEquals(
        TorchScriptArchive.pack(LINEAR, parameters()),
        TorchScriptArchive.pack(LINEAR, parameters()));
  }

  @Test
  void aDamagedArchiveIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.pt"), "not an archive");
    assertThrows(RuntimeException.class, () -> TorchModule.load(file, TorchDevice.CPU).close());
    assertThrows(IOException.class, () -> TorchScriptArchive.readParameters(file));
  }

  @Test
  void aShapeThatDoesNotFitIsNamed() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new HostTensor(new float[] {1, 2}, 3, 1));
    assertTrue(refused.getMessage().contains("[3, 1]"), refused.getMessage());
  }

  @Test
  void nativeMemoryStaysFlat() throws IOException {
    try (TorchModule module = TorchModule.load(packed(), TorchDevice.CPU)) {
      HostTensor rows = HostTensor.filled(1, 20_000, 3);
      call(module, rows, 2_000); // until direct buffers and heap have found their size
      long before = outsideHeapKib();
      call(module, rows, 2_000);
      // One call holds 0.4 MB; a leak of its smaller tensor alone would add 320 MB.
      long grown = outsideHeapKib() - before;
      assertTrue(grown < 100_000, "native memory grew by " + grown + " KiB in 2,000 calls");
    }
  }

  private static void call(TorchModule module, HostTensor rows, int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(40_000, module.infer("line", rows).length);
    }
  }

  private static long outsideHeapKib() throws IOException {
    System.gc();
    long resident =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    return resident - Runtime.getRuntime().totalMemory() / 1024;
  }
}

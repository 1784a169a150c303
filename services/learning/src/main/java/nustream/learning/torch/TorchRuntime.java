package nustream.learning.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;

/** Starts libtorch once per process and prepares the threads that call it. */
public final class TorchRuntime {
  private static final Logger LOG = System.getLogger(TorchRuntime.class.getName());

  /**
   * What a process that runs networks wants in its environment: threads that wait without spinning,
   * and an allocator that keeps the tensors of a call for the next one instead of giving their
   * pages back (half as many maps again are classified per second, in batches).
   */
  private static final List<String> ENVIRONMENT =
      List.of(
          "OMP_WAIT_POLICY=PASSIVE",
          "MALLOC_TRIM_THRESHOLD_=1073741824",
          "MALLOC_MMAP_THRESHOLD_=33554432");

  private static Engine engine;

  private TorchRuntime() {}

  /**
   * Prepares the calling thread for native work. Call it at the start of every piece of work: it is
   * cheap, and each setting belongs to the thread (gradient recording is on in every new thread;
   * two numbers of intra-op threads differ in the last bit; the graph optimiser would change the
   * arithmetic between the first calls and later ones).
   *
   * @param intraOpThreads native threads per operation, at least 1
   */
  public static void prepareThread(int intraOpThreads) {
    if (intraOpThreads < 1) {
      throw new IllegalArgumentException(
          "intra-op threads: " + intraOpThreads + ", must be at least 1");
    }
    engine();
    JniUtils.setGradMode(false);
    JniUtils.setNumThreads(intraOpThreads);
    JniUtils.setGraphExecutorOptimize(false);
  }

  /** True if the CUDA build of libtorch is loaded and sees a device. */
  public static boolean cudaAvailable() {
    return engine().getGpuCount() > 0;
  }

  static Device device(TorchDevice wanted) {
    boolean cuda = cudaAvailable();
    if (wanted == TorchDevice.CUDA && !cuda) {
      throw new IllegalStateException(
          "device CUDA: no CUDA libtorch with a visible device; set PYTORCH_LIBRARY_PATH to a CUDA"
              + " libtorch or choose CPU");
    }
    return cuda && wanted != TorchDevice.CPU ? Device.gpu() : Device.cpu();
  }

  static synchronized Engine engine() {
    if (engine == null) {
      // Both must stand before the engine loads: it would otherwise send usage data and look for
      // downloads.
      System.setProperty("OPT_OUT_TRACKING", "true");
      System.setProperty("ai.djl.offline", "true");
      warnOfSlowEnvironment();
      long start = System.nanoTime();
      engine = Engine.getEngine("PyTorch");
      LOG.log(
          Level.INFO,
          "event=torch-started version={0} cuda_devices={1} millis={2}",
          engine.getVersion(),
          String.valueOf(engine.getGpuCount()),
          String.valueOf((System.nanoTime() - start) / 1_000_000));
    }
    return engine;
  }

  private static void warnOfSlowEnvironment() {
    String missing =
        ENVIRONMENT.stream()
            .filter(setting -> !setting.equalsIgnoreCase(inEnvironment(setting)))
            .collect(Collectors.joining(" "));
    if (!missing.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "event=environment-slow effect=\"native threads spin, or networks give their memory back"
              + " after each call\" remedy=\"set {0} in the environment\"",
          missing);
    }
  }

  /** The setting of this name as it stands in the environment. */
  private static String inEnvironment(String setting) {
    String name = setting.substring(0, setting.indexOf('='));
    return name + "=" + System.getenv(name);
  }
}

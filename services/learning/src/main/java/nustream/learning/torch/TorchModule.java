package nustream.learning.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;

/**
 * A loaded TorchScript module for inference. It owns native memory and belongs to one thread at a
 * time, which must have been given to {@link TorchRuntime#prepareThread}.
 */
public final class TorchModule implements AutoCloseable {
  private final NDManager manager;
  private final PtSymbolBlock block;
  private long copyNanos;
  private long computeNanos;

  private TorchModule(NDManager manager, PtSymbolBlock block) {
    this.manager = manager;
    this.block = block;
  }

  /**
   * Loads an archive written by {@link TorchScriptArchive} or by Python.
   *
   * @throws RuntimeException with libtorch's reason if the archive is damaged
   */
  public static TorchModule load(Path archive, TorchDevice wanted) {
    Device device = TorchRuntime.device(wanted);
    NDManager manager = TorchRuntime.engine().newBaseManager(device);
    try {
      PtSymbolBlock block =
          JniUtils.loadModule(
              (PtNDManager) manager, archive, true, new String[0], new String[0], false);
      return new TorchModule(manager, block);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Calls a method of tensors that answers one float32 tensor; no gradient is recorded. */
  public float[] infer(String method, HostTensor... inputs) {
    long start = System.nanoTime();
    try (NDManager scope = manager.newSubManager()) {
      IValue[] arguments = new IValue[inputs.length];
      for (int i = 0; i < inputs.length; i++) {
        NDArray array = scope.create(inputs[i].values(), new Shape(inputs[i].shape()));
        arguments[i] = IValue.from((PtNDArray) array);
      }
      long called = System.nanoTime();
      NDList answer;
      try (IValue result = IValueUtils.runMethod(block, method, arguments)) {
        answer = result.toNDList((PtNDManager) scope);
      } finally {
        for (IValue argument : arguments) {
          argument.close();
        }
      }
      long returned = System.nanoTime();
      float[] values = answer.singletonOrThrow().toFloatArray();
      computeNanos += returned - called;
      copyNanos += called - start + System.nanoTime() - returned;
      return values;
    }
  }

  /** Time inside native calls so far. On CUDA the wait for the result counts as copying. */
  public long computeNanos() {
    return computeNanos;
  }

  /** Time spent carrying numbers to and from native memory so far. */
  public long copyNanos() {
    return copyNanos;
  }

  @Override
  public void close() {
    manager.close();
  }
}

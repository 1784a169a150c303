package nustream.learning.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A TorchScript module with a scalar output, and the gradient of that output with respect to the
 * input. The gradient is taken inside the script, so it needs no process-wide gradient collector
 * and may run while other threads infer. Owns native memory and belongs to one thread at a time,
 * which must have been given to {@link TorchRuntime#prepareThread}.
 */
public final class GradientModule implements AutoCloseable {
  private static final String METHOD = "mean_gradient_on_path";

  /** path = (nodes t_k; weights w_k): sum_k w_k grad F(from + t_k (to - from)). */
  private static final String GRADIENT =
      """
        def mean_gradient_on_path(self: __torch__.M, ends: Tensor, path: Tensor) -> Tensor:
          start = torch.slice(ends, 0, 0, 1, 1)
          end = torch.slice(ends, 0, 1, 2, 1)
          nodes = torch.select(path, 0, 0)
          points = torch.add(start, torch.mul(torch.reshape(nodes, %s), torch.sub(end, start)))
          leaf = torch.requires_grad_(torch.detach(points), True)
          total = torch.sum((self).%s(leaf, ))
          optional = torch.grad([total], [leaf])
          gradient = unchecked_cast(Tensor, optional[0])
          weights = torch.reshape(torch.select(path, 0, 1), %s)
          return torch.sum(torch.mul(gradient, weights), [0])
      """;

  private final NDManager manager;
  private final PtSymbolBlock block;
  private final String target;
  private final long[] shape;

  private GradientModule(NDManager manager, PtSymbolBlock block, String target, long[] shape) {
    this.manager = manager;
    this.block = block;
    this.target = target;
    this.shape = shape;
  }

  /**
   * Compiles a module.
   *
   * @param methods methods of the class as in {@link TorchScriptArchive#pack}
   * @param parameters tensors that the methods read
   * @param target method that answers n values to n inputs, each depending on its own input only
   * @param shape of one input, without the n in front
   */
  public static GradientModule of(
      String methods,
      Map<String, HostTensor> parameters,
      String target,
      TorchDevice wanted,
      long... shape) {
    Device device = TorchRuntime.device(wanted);
    NDManager manager = TorchRuntime.engine().newBaseManager(device);
    try {
      Path file = Files.createTempFile("gradient", ".pt");
      try {
        Files.write(
            file, TorchScriptArchive.pack(methods + script(target, shape.length), parameters));
        // "Trained" parameters: others are inference tensors, which no gradient can pass.
        PtSymbolBlock block =
            JniUtils.loadModule(
                (PtNDManager) manager, file, true, new String[0], new String[0], true);
        return new GradientModule(manager, block, target, shape.clone());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      manager.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static String script(String target, int dimensions) {
    String column = "[-1" + ", 1".repeat(dimensions) + "]";
    return GRADIENT.formatted(column, target, column);
  }

  /** Numbers in one input. */
  public int size() {
    long size = 1;
    for (long side : shape) {
      size *= side;
    }
    return Math.toIntExact(size);
  }

  /** The output for one input. */
  public double value(float[] input) {
    try (NDManager scope = manager.newSubManager()) {
      NDList arguments = new NDList(scope.create(input, shaped(1)));
      arguments.add(method(scope, target));
      return IValueUtils.forward(block, arguments, false).singletonOrThrow().toFloatArray()[0];
    }
  }

  /**
   * Weighted sum of the gradients at points of the straight path between two inputs, in one native
   * call that holds the network's intermediate values of all points at once.
   *
   * @param nodes positions on the path, 0 at the start and 1 at the end
   * @param weights one per node
   * @return as many numbers as an input has
   */
  public float[] pathGradient(float[] start, float[] end, double[] nodes, double[] weights) {
    float[] path = new float[2 * nodes.length];
    for (int k = 0; k < nodes.length; k++) {
      path[k] = (float) nodes[k];
      path[nodes.length + k] = (float) weights[k];
    }
    float[] ends = new float[2 * size()];
    System.arraycopy(start, 0, ends, 0, size());
    System.arraycopy(end, 0, ends, size(), size());
    JniUtils.setGradMode(true); // of this thread only
    try (NDManager scope = manager.newSubManager()) {
      NDList arguments = new NDList(scope.create(ends, shaped(2)));
      arguments.add(scope.create(path, new Shape(2, nodes.length)));
      arguments.add(method(scope, METHOD));
      return IValueUtils.forward(block, arguments, true).singletonOrThrow().toFloatArray();
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  private Shape shaped(int count) {
    return new Shape(count).addAll(new Shape(shape));
  }

  /** DJL calls the method that an argument of this name names. */
  private static NDArray method(NDManager scope, String name) {
    NDArray method = scope.zeros(new Shape());
    method.setName("module_method:" + name);
    return method;
  }

  @Override
  public void close() {
    manager.close();
  }
}

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains the parameters of a TorchScript network with Adam; one native call per step. Owns native
 * memory and belongs to one thread, which must have been given to {@link
 * TorchRuntime#prepareThread}. One training per process: gradient recording is global to libtorch.
 */
public final class AdamTraining implements AutoCloseable {
  private final NDManager manager;
  private final PtSymbolBlock block;
  private final List<String> names;
  private final double clipNorm;
  private final NDList weights = new NDList();
  private final NDList firstMoments = new NDList();
  private final NDList secondMoments = new NDList();
  private final NDList averages = new NDList();
  private final NDList counts = new NDList();
  private long step;

  /**
   * @param network methods of the class, among them {@code loss(self, batch: List[Tensor], w:
   *     List[Tensor]) -> Tensor}; w is in the order of the parameters
   * @param initial parameters to start from, in order
   * @param clipNorm greatest global norm of the gradient, greater than 0
   */
  public AdamTraining(
      String network, Map<String, HostTensor> initial, double clipNorm, TorchDevice wanted) {
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clip norm: " + clipNorm + ", must be greater than 0");
    }
    Device device = TorchRuntime.device(wanted);
    this.clipNorm = clipNorm;
    this.names = List.copyOf(initial.keySet());
    this.manager = TorchRuntime.engine().newBaseManager(device);
    this.block = compile(network);
    for (HostTensor tensor : initial.values()) {
      weights.add(named("weights[]", array(tensor)));
      averages.add(named("averages[]", array(tensor)));
      firstMoments.add(named("first[]", manager.zeros(new Shape(tensor.shape()))));
      secondMoments.add(named("second[]", manager.zeros(new Shape(tensor.shape()))));
      counts.add(named("counts[]", manager.zeros(new Shape())));
    }
  }

  /**
   * Takes one step.
   *
   * @param learningRate of this step
   * @param averageDecay d in e &lt;- d e + (1 - d) w, in [0, 1)
   * @param batch the tensors that the network's loss reads
   * @throws IllegalStateException if the loss is not a finite number
   */
  public StepOutcome step(double learningRate, double averageDecay, HostTensor... batch) {
    float[] settings = {(float) learningRate, (float) clipNorm, (float) averageDecay};
    try (NDManager scope = manager.newSubManager()) {
      NDList arguments = new NDList(scope.create(settings));
      for (HostTensor tensor : batch) {
        arguments.add(named("batch[]", scope.create(tensor.values(), new Shape(tensor.shape()))));
      }
      arguments.addAll(weights);
      arguments.addAll(firstMoments);
      arguments.addAll(secondMoments);
      arguments.addAll(averages);
      arguments.addAll(counts);
      NDArray method = scope.zeros(new Shape());
      method.setName("module_method:" + TrainingScript.METHOD);
      arguments.add(method);
      float[] outcome = recorded(arguments);
      step++;
      if (!Float.isFinite(outcome[0])) {
        throw new IllegalStateException("step " + step + ": the loss is " + outcome[0]);
      }
      return new StepOutcome(step, outcome[0], outcome[1]);
    }
  }

  private float[] recorded(NDList arguments) {
    JniUtils.setGradMode(true);
    try {
      NDList answer = IValueUtils.forward(block, arguments, true);
      return answer.singletonOrThrow().toFloatArray();
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  /** Steps taken since the parameters were initial. */
  public long step() {
    return step;
  }

  /** A copy of the moving average of the parameters: what is released. */
  public Map<String, HostTensor> averagedParameters() {
    return copy(averages);
  }

  /** A copy of everything that decides how training goes on. */
  public TrainingState state() {
    return new TrainingState(
        step, copy(weights), copy(firstMoments), copy(secondMoments), copy(averages));
  }

  /** Goes on from a state of the same network. */
  public void restore(TrainingState state) {
    fill(weights, state.weights());
    fill(firstMoments, state.firstMoments());
    fill(secondMoments, state.secondMoments());
    fill(averages, state.averages());
    counts.forEach(count -> count.set(new float[] {state.step()}));
    step = state.step();
  }

  private PtSymbolBlock compile(String network) {
    try {
      Path file = Files.createTempFile("training", ".pt");
      try {
        Files.write(file, TorchScriptArchive.pack(network + TrainingScript.STEP, Map.of()));
        return JniUtils.loadModule(
            (PtNDManager) manager, file, true, new String[0], new String[0], true);
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

  private NDArray array(HostTensor tensor) {
    return manager.create(tensor.values(), new Shape(tensor.shape()));
  }

  /** DJL gathers arguments of one name that ends in [] into one list argument. */
  private static NDArray named(String name, NDArray array) {
    array.setName(name);
    return array;
  }

  private Map<String, HostTensor> copy(NDList arrays) {
    Map<String, HostTensor> copies = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      NDArray array = arrays.get(i);
      copies.put(names.get(i), new HostTensor(array.toFloatArray(), array.getShape().getShape()));
    }
    return copies;
  }

  private void fill(NDList arrays, Map<String, HostTensor> values) {
    if (!new ArrayList<>(values.keySet()).equals(names)) {
      throw new IllegalArgumentException(
          "parameters " + values.keySet() + " do not belong to a network of " + names);
    }
    for (int i = 0; i < names.size(); i++) {
      arrays.get(i).set(values.get(names.get(i)).values());
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}

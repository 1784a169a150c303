package nustream.sampler.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;
import nustream.flavor.physics.CandidateJudge;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.learning.store.ModelRelease;
import nustream.sampler.model.GenerationRequest;
import nustream.sampler.model.GenerationTiming;
import nustream.sampler.model.SeesawGenerator;

/**
 * Generates blocks of candidates with several workers, each with a model of its own. The result
 * does not depend on the number of workers.
 */
public final class CandidateRun {
  private final ModelRelease model;
  private final int workers;

  /**
   * @param workers threads, at least 1; one per core is best
   */
  public CandidateRun(ModelRelease model, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers = " + workers + ", allowed at least 1");
    }
    this.model = model;
    this.workers = workers;
  }

  /**
   * What came out of a run.
   *
   * @param blocks what the reader made of each block, in order
   * @param seconds of wall time
   * @param timing of all workers together
   */
  public record Output<T>(List<T> blocks, double seconds, GenerationTiming timing) {}

  /** Generates blocks 0 to blocks - 1 and keeps those that are accepted. */
  public GeneratedSample accepted(GenerationRequest request, int blocks)
      throws InterruptedException, ExecutionException {
    double decades = SeesawGenerator.decades(model.card());
    Output<JudgedBlock> output =
        run(
            request,
            blocks,
            () -> {
              CandidateJudge judge =
                  new CandidateJudge(
                      NufitRelease.named(request.release()).table(request.ordering()));
              ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(decades);
              return parameters -> JudgedBlock.of(parameters, judge, seesaw);
            });
    double[] chi2 =
        output.blocks().stream()
            .flatMapToDouble(block -> Arrays.stream(block.chi2()))
            .sorted()
            .toArray();
    return new GeneratedSample(
        blocks * request.count(),
        Solutions.joined(output.blocks().stream().map(JudgedBlock::accepted).toList()),
        Statistics.quantile(chi2, 0.5),
        output.seconds(),
        output.timing());
  }

  /**
   * Generates blocks 0 to blocks - 1.
   *
   * @param request of any block: its number is replaced
   * @param readers makes what reads the packed parameters of a block; one for each worker
   */
  public <T> Output<T> run(
      GenerationRequest request, int blocks, Supplier<Function<double[], T>> readers)
      throws InterruptedException, ExecutionException {
    AtomicReferenceArray<T> read = new AtomicReferenceArray<>(blocks);
    AtomicInteger next = new AtomicInteger();
    GenerationTiming timing = new GenerationTiming(0, 0, 0);
    long start = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<GenerationTiming>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(threads.submit(() -> work(request, read, next, readers.get())));
      }
      for (Future<GenerationTiming> one : running) {
        timing = timing.plus(one.get());
      }
    } finally {
      threads.shutdownNow();
    }
    List<T> inOrder = new ArrayList<>(blocks);
    for (int block = 0; block < blocks; block++) {
      inOrder.add(read.get(block));
    }
    return new Output<>(inOrder, (System.nanoTime() - start) / 1e9, timing);
  }

  private <T> GenerationTiming work(
      GenerationRequest request,
      AtomicReferenceArray<T> read,
      AtomicInteger next,
      Function<double[], T> reader) {
    GenerationTiming timing = new GenerationTiming(0, 0, 0);
    try (SeesawGenerator generator = SeesawGenerator.open(model)) {
      int block = next.getAndIncrement();
      while (block < read.length() && !Thread.currentThread().isInterrupted()) {
        double[] parameters = generator.generate(request.withBlock(block));
        timing = timing.plus(generator.lastTiming());
        read.set(block, reader.apply(parameters));
        block = next.getAndIncrement();
      }
    }
    return timing;
  }
}

package nustream.sampler.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import nustream.flavor.physics.CandidateJudge;
import nustream.flavor.physics.Cut;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.SeesawParameters;
import nustream.flavor.physics.random.CounterRandom;
import nustream.learning.store.ModelRelease;
import nustream.sampler.evaluation.CandidateRun;
import nustream.sampler.model.ConditionRow;
import nustream.sampler.model.GenerationRequest;
import nustream.sampler.model.SeesawGenerator;

/**
 * What a model generates at the measured condition, the closest to the data kept: the training set
 * of a round of transfer learning. Closeness is chi^2 of the four scale-free observables; dm2_3l is
 * set, so it says nothing about the model.
 */
final class NearestAttempts {
  private final GenerationRequest request;
  private final NufitTable table;
  private final double decades;

  private record Attempt(double chi2, double[] x, double[] label) {}

  private NearestAttempts(GenerationRequest request, double decades) {
    this.request = request;
    this.decades = decades;
    table = NufitRelease.named(request.release()).table(request.ordering());
  }

  /**
   * Generates blocks and keeps a share of the candidates.
   *
   * @param share of all candidates that is kept, above 0 to 1
   */
  static KeptPoints of(
      ModelRelease model, int workers, GenerationRequest request, int blocks, double share)
      throws InterruptedException, ExecutionException {
    NearestAttempts nearest = new NearestAttempts(request, SeesawGenerator.decades(model.card()));
    CandidateRun.Output<List<Attempt>> output =
        new CandidateRun(model, workers).run(request, blocks, nearest::reader);
    return nearest.kept(output.blocks(), (int) Math.ceil(share * blocks * request.count()));
  }

  private Function<double[], List<Attempt>> reader() {
    CandidateJudge judge = new CandidateJudge(table);
    ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(decades);
    return parameters -> attempts(parameters, judge, seesaw);
  }

  private List<Attempt> attempts(
      double[] parameters, CandidateJudge judge, ScaleFreeSeesaw seesaw) {
    List<Attempt> attempts = new ArrayList<>();
    for (int at = 0; at < parameters.length; at += SeesawParameters.SIZE) {
      if (Cut.NOT_FINITE.failedIn(judge.judge(parameters, at))) {
        continue;
      }
      double[] x = new double[SeesawParameters.SIZE];
      double[] label = new double[ConditionRow.LABELS];
      seesaw.fromParameters(parameters, at, x, 0);
      if (seesaw.labels(x, 0, request.ordering(), label, 0)) {
        double scale = table.dm2_3l().chi2(judge.observables().dm2_3l());
        attempts.add(new Attempt(judge.chi2() - scale, x, label));
      }
    }
    return attempts;
  }

  private KeptPoints kept(List<List<Attempt>> blocks, int most) {
    List<Attempt> nearest =
        blocks.stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparingDouble(Attempt::chi2))
            .limit(most)
            .toList();
    PointPool pool = new PointPool(request.ordering(), nearest.size());
    ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(decades);
    for (int slot = 0; slot < nearest.size(); slot++) {
      Attempt attempt = nearest.get(slot);
      // fromParameters dropped where the masses lie inside the prior; draw it again.
      seesaw.recentre(new CounterRandom(request.seed(), -1, slot), attempt.x(), 0);
      pool.put(slot, attempt.x(), attempt.label());
    }
    PointPool none =
        new PointPool(request.ordering() == Ordering.NO ? Ordering.IO : Ordering.NO, 0);
    return request.ordering() == Ordering.NO
        ? new KeptPoints(pool, none)
        : new KeptPoints(none, pool);
  }
}

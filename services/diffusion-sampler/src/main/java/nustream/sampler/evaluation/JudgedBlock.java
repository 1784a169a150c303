package nustream.sampler.evaluation;

import java.util.ArrayList;
import java.util.List;
import nustream.flavor.physics.CandidateJudge;
import nustream.flavor.physics.LeptonObservables;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.SeesawParameters;

/** Keeps those of a block of candidates that lie inside the five 3-sigma intervals. */
final class JudgedBlock {
  private JudgedBlock() {}

  /**
   * @param parameters packed candidates in the layout of {@link SeesawParameters}
   */
  static Solutions accepted(double[] parameters, CandidateJudge judge, ScaleFreeSeesaw seesaw) {
    List<double[]> points = new ArrayList<>();
    List<LeptonObservables> observables = new ArrayList<>();
    for (int at = 0; at < parameters.length; at += SeesawParameters.SIZE) {
      if (judge.judge(parameters, at) == 0) {
        double[] x = new double[SeesawParameters.SIZE];
        seesaw.fromParameters(parameters, at, x, 0);
        points.add(x);
        observables.add(judge.observables());
      }
    }
    return new Solutions(points, observables);
  }
}

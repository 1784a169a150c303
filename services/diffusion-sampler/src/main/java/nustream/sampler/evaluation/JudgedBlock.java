package nustream.sampler.evaluation;

import java.util.ArrayList;
import java.util.List;
import nustream.flavor.physics.CandidateJudge;
import nustream.flavor.physics.LeptonObservables;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.SeesawParameters;

/**
 * A block of candidates, judged.
 *
 * @param accepted those that lie inside the five 3-sigma intervals
 * @param chi2 of every candidate over the five observables; infinite where one is not finite
 */
record JudgedBlock(Solutions accepted, double[] chi2) {
  /**
   * @param parameters packed candidates in the layout of {@link SeesawParameters}
   */
  static JudgedBlock of(double[] parameters, CandidateJudge judge, ScaleFreeSeesaw seesaw) {
    List<double[]> points = new ArrayList<>();
    List<LeptonObservables> observables = new ArrayList<>();
    double[] chi2 = new double[parameters.length / SeesawParameters.SIZE];
    for (int i = 0; i < chi2.length; i++) {
      int at = i * SeesawParameters.SIZE;
      if (judge.judge(parameters, at) == 0) {
        double[] x = new double[SeesawParameters.SIZE];
        seesaw.fromParameters(parameters, at, x, 0);
        points.add(x);
        observables.add(judge.observables());
      }
      chi2[i] = Double.isNaN(judge.chi2()) ? Double.POSITIVE_INFINITY : judge.chi2();
    }
    return new JudgedBlock(new Solutions(points, observables), chi2);
  }
}

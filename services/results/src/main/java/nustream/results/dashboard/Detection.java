package nustream.results.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import nustream.lensing.physics.bound.OptimalCurve;
import nustream.lensing.v1.DetectionBoundResponse;
import nustream.results.v1.ClassificationSummary;
import nustream.results.v1.MassSummary;
import nustream.results.v1.RocPoint;

/** How well the maps of a campaign were told apart, and how well that can be done. */
final class Detection {
  private static final int CURVE_POINTS = 201;

  private Detection() {}

  /** A point of a receiver operating characteristic. */
  record Point(double falsePositiveRate, double truePositiveRate) {}

  /** Estimates of the mass by true mass, eV. */
  record Masses(
      double trueMnuEv, long maps, double meanEv, double spreadEv, double statedErrorEv) {}

  /** What the network did. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Measured(
      long maps,
      long truePositives,
      long falsePositives,
      long trueNegatives,
      long falseNegatives,
      double accuracy,
      Double auc,
      List<Point> roc,
      List<Masses> masses) {

    static Measured of(ClassificationSummary summary) {
      return new Measured(
          summary.getMaps(),
          summary.getTruePositives(),
          summary.getFalsePositives(),
          summary.getTrueNegatives(),
          summary.getFalseNegatives(),
          summary.getAccuracy(),
          summary.hasAuc() ? summary.getAuc() : null,
          summary.getRocList().stream().map(Measured::point).toList(),
          summary.getMassesList().stream().map(Measured::masses).toList());
    }

    private static Point point(RocPoint point) {
      return new Point(point.getFalsePositiveRate(), point.getTruePositiveRate());
    }

    private static Masses masses(MassSummary m) {
      return new Masses(
          m.getTrueMnuEv(), m.getMaps(), m.getMeanEv(), m.getSpreadEv(), m.getStatedErrorEv());
    }
  }

  /**
   * What the best classifier of Gaussian maps would do.
   *
   * @param state "ready" or "computing"; without numbers in the latter case
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Bound(
      String state, Double dPrime, Double accuracy, Double auc, Long modes, List<Point> roc) {
    static final Bound COMPUTING = new Bound("computing", null, null, null, null, null);

    static Bound of(DetectionBoundResponse response) {
      var curve = new OptimalCurve(response.getDPrime());
      List<Point> roc = new ArrayList<>();
      for (int i = 0; i < CURVE_POINTS; i++) {
        // Denser towards both ends, where the curve bends.
        double rate = 0.5 - 0.5 * Math.cos(Math.PI * i / (CURVE_POINTS - 1));
        roc.add(new Point(rate, curve.truePositiveRate(rate)));
      }
      return new Bound(
          "ready",
          response.getDPrime(),
          response.getAccuracy(),
          response.getAuc(),
          response.getModes(),
          roc);
    }
  }
}

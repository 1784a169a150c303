package nustream.lensing.physics.limber;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/** Redshifts of the lensed galaxies. */
public sealed interface Sources {
  /** Largest redshift allowed; the linear spectra end at 99. */
  double LARGEST_REDSHIFT = 20;

  /** The distribution as planes with weights that sum to 1. */
  List<Plane> planes();

  /** Largest redshift of the distribution. */
  double largestRedshift();

  /**
   * All galaxies at one redshift.
   *
   * @param redshift above 0, at most 20
   */
  record Plane(double redshift, double weight) implements Sources {
    public Plane {
      if (!(redshift > 0 && redshift <= LARGEST_REDSHIFT)) {
        throw new IllegalArgumentException(
            "source redshift = " + redshift + " is not allowed: above 0, at most 20");
      }
    }

    @Override
    public List<Plane> planes() {
      return List.of(this);
    }

    @Override
    public double largestRedshift() {
      return redshift;
    }
  }

  /**
   * A histogram n(z), constant within each bin.
   *
   * @param edges increasing redshifts, one more than counts, 2 to 1001 of them
   * @param counts galaxies per bin in any unit, not negative, not all zero
   */
  record Histogram(List<Double> edges, List<Double> counts) implements Sources {
    private static final int MOST_BINS = 1000;

    /** Gauss-Legendre points per bin; exact for lensing efficiencies cubic in z across a bin. */
    private static final int POINTS = 3;

    public Histogram {
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
      if (counts.isEmpty() || counts.size() > MOST_BINS || edges.size() != counts.size() + 1) {
        throw new IllegalArgumentException(
            "histogram of "
                + edges.size()
                + " edges and "
                + counts.size()
                + " counts is not allowed: 1 to 1000 counts, and one more edge");
      }
      for (int i = 0; i < counts.size(); i++) {
        if (!(edges.get(i) >= 0
            && edges.get(i + 1) > edges.get(i)
            && edges.get(i + 1) <= LARGEST_REDSHIFT)) {
          throw new IllegalArgumentException(
              "bin from "
                  + edges.get(i)
                  + " to "
                  + edges.get(i + 1)
                  + " is not allowed: increasing, from 0 to 20");
        }
        if (!(counts.get(i) >= 0) || counts.get(i).isInfinite()) {
          throw new IllegalArgumentException(
              "count = " + counts.get(i) + " is not allowed: it must be finite and >= 0");
        }
      }
      if (!(counts.stream().mapToDouble(Double::doubleValue).sum() > 0)) {
        throw new IllegalArgumentException("histogram is empty: a count must be positive");
      }
    }

    @Override
    public List<Plane> planes() {
      double total = counts.stream().mapToDouble(Double::doubleValue).sum();
      List<Plane> planes = new ArrayList<>();
      for (int i = 0; i < counts.size(); i++) {
        if (counts.get(i) == 0) {
          continue;
        }
        double width = edges.get(i + 1) - edges.get(i);
        GaussIntegrator rule =
            new GaussIntegratorFactory().legendre(POINTS, edges.get(i), edges.get(i + 1));
        for (int j = 0; j < POINTS; j++) {
          double share = counts.get(i) / total * rule.getWeight(j) / width;
          planes.add(new Plane(rule.getPoint(j), share));
        }
      }
      return planes;
    }

    @Override
    public double largestRedshift() {
      return edges.get(edges.size() - 1);
    }
  }

  /** All galaxies at one redshift. */
  static Plane plane(double redshift) {
    return new Plane(redshift, 1);
  }
}

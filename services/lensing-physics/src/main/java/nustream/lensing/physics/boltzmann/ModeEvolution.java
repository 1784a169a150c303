package nustream.lensing.physics.boltzmann;

import java.util.concurrent.CancellationException;

/** Carries one wavenumber from outside the horizon to today and notes its contrasts on the way. */
final class ModeEvolution {
  private static final double FIRST_STEP = 0.05;
  private static final double LARGEST_STEP = 0.2;

  private final ModeEquations equations;
  private final DormandPrince integrator;

  ModeEvolution(ModeEquations equations, Precision precision) {
    this.equations = equations;
    this.integrator = new DormandPrince(equations, precision.tolerance(), FIRST_STEP, LARGEST_STEP);
  }

  /** Fills one column of the tables, at the times of {@link TransferTable}. */
  void record(double[][] total, double[][] cold, int column) {
    double[] y = new double[equations.size()];
    double x = equations.start(y);
    for (int time = 0; time < TransferTable.TIMES; time++) {
      double end = TransferTable.lnA(time);
      while (x < end) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted at ln a = " + x);
        }
        if (equations.leaveTightCoupling(x, y)) {
          integrator.restart();
        }
        x = integrator.step(x, y, end);
      }
      total[time][column] = Math.abs(equations.matterContrast(x, y));
      cold[time][column] = Math.abs(equations.coldContrast(x, y));
    }
  }
}

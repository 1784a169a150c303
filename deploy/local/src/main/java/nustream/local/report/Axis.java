package nustream.local.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a plot.
 *
 * @param label quantity and unit
 * @param from value at its beginning
 * @param to value at its end
 * @param logarithmic whether equal lengths are equal factors
 */
public record Axis(String label, double from, double to, boolean logarithmic) {
  private static final int TICKS = 6;

  /** Up to so many decades 2 and 5 are labelled too. */
  private static final double FEW_DECADES = 1.6;

  public Axis {
    if (!(from < to) || !Double.isFinite(to - from) || (logarithmic && from <= 0)) {
      throw new IllegalArgumentException("axis " + label + " from " + from + " to " + to);
    }
  }

  public static Axis linear(String label, double from, double to) {
    return new Axis(label, from, to, false);
  }

  public static Axis logarithmic(String label, double from, double to) {
    return new Axis(label, from, to, true);
  }

  /** Where a value lies: 0 at the beginning, 1 at the end. */
  double place(double value) {
    return logarithmic
        ? Math.log(Math.max(value, Double.MIN_NORMAL) / from) / Math.log(to / from)
        : (value - from) / (to - from);
  }

  /** Values that are labelled, ascending. */
  List<Double> ticks() {
    return logarithmic ? decades() : steps();
  }

  private List<Double> steps() {
    double rough = (to - from) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = 10 * power;
    for (double nice : new double[] {1, 2, 2.5, 5}) {
      if (rough <= nice * power) {
        step = nice * power;
        break;
      }
    }
    // Angles are read in right angles.
    if (from == 0 && to == 360) {
      step = 90;
    }
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private List<Double> decades() {
    double[] within =
        Math.log10(to / from) < FEW_DECADES ? new double[] {1, 2, 5} : new double[] {1};
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
      for (double digit : within) {
        double value = digit * Math.pow(10, power);
        if (value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9)) {
          ticks.add(value);
        }
      }
    }
    return ticks;
  }

  /** A value as it is written at the axis, in SVG. */
  String text(double value) {
    if (value == 0) {
      return "0";
    }
    double magnitude = Math.abs(value);
    if (magnitude >= 1e-3 && magnitude < 1e5) {
      String text = String.format(Locale.ROOT, "%.4f", value);
      return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    int power = (int) Math.floor(Math.log10(magnitude) + 1e-9);
    double digits = value / Math.pow(10, power);
    String factor =
        Math.abs(digits - 1) < 1e-6
            ? ""
            : String.format(Locale.ROOT, "%.3g", digits).replaceAll("\\.?0+$", "") + "·";
    return factor + "10<tspan baseline-shift=\"super\" font-size=\"75%\">" + power + "</tspan>";
  }
}

package nustream.local.flavor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;
import nustream.flavor.physics.LeptonObservables;

/** Observables as they are written as JSON: null where undefined, units in the names. */
record ObservablesRow(
    @JsonProperty("masses_eV") double[] massesEv,
    Double s12sq,
    Double s13sq,
    Double s23sq,
    @JsonProperty("delta_deg") Double deltaDeg,
    @JsonProperty("alpha21_deg") Double alpha21Deg,
    @JsonProperty("alpha31_deg") Double alpha31Deg,
    @JsonProperty("J") Double jarlskog,
    @JsonProperty("sum_eV") Double sumEv,
    @JsonProperty("mee_eV") Double meeEv,
    @JsonProperty("mbeta_eV") Double mbetaEv) {

  static ObservablesRow of(LeptonObservables o) {
    return new ObservablesRow(
        new double[] {o.m1Ev(), o.m2Ev(), o.m3Ev()},
        defined(o.s12sq()),
        defined(o.s13sq()),
        defined(o.s23sq()),
        defined(o.deltaDeg()),
        defined(o.alpha21Deg()),
        defined(o.alpha31Deg()),
        defined(o.jarlskog()),
        defined(o.sumEv()),
        defined(o.meeEv()),
        defined(o.mbetaEv()));
  }

  private static Double defined(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static Double defined(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}

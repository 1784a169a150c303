package nustream.results.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import nustream.flavor.v1.Observables;

/**
 * The columns of the solutions table that can be filtered, described and exported. The set is
 * closed: a name from outside becomes SQL only by way of a member of it.
 */
public enum Column {
  /** Lightest neutrino mass, eV. */
  M_LIGHTEST(
      "m_lightest_eV",
      o -> Math.min(o.getMassesEv(0), Math.min(o.getMassesEv(1), o.getMassesEv(2)))),
  /** Sum of the light masses, eV. */
  SUM("sum_eV", Observables::getSumEv),
  /** Effective mass of neutrinoless double beta decay, eV. */
  MEE("mee_eV", Observables::getMeeEv),
  /** Effective mass of beta decay, eV. */
  MBETA("mbeta_eV", Observables::getMbetaEv),
  /** Dirac phase, degrees in [0, 360); may be undefined. */
  DELTA("delta_deg", o -> o.hasDeltaDeg() ? o.getDeltaDeg() : Double.NaN),
  /** First Majorana phase, degrees in [0, 360); may be undefined. */
  ALPHA21("alpha21_deg", o -> o.hasAlpha21Deg() ? o.getAlpha21Deg() : Double.NaN),
  /** Second Majorana phase, degrees in [0, 360); may be undefined. */
  ALPHA31("alpha31_deg", o -> o.hasAlpha31Deg() ? o.getAlpha31Deg() : Double.NaN),
  /** Jarlskog invariant. */
  J("J", Observables::getJarlskog),
  S12SQ("s12sq", Observables::getS12Sq),
  S13SQ("s13sq", Observables::getS13Sq),
  S23SQ("s23sq", Observables::getS23Sq),
  /** Small splitting, eV^2. */
  DM2_21("dm2_21_eV2", Observables::getDm221Ev2),
  /** Large splitting, eV^2: dm2_31 > 0 (NO) or dm2_32 < 0 (IO). */
  DM2_3L("dm2_3l_eV2", Observables::getDm23LEv2),
  CHI2("chi2", Observables::getChi2),
  /** Right-handed masses in ascending order, GeV. */
  M1("M1_GeV", o -> o.getRightHandedMassesGev(0)),
  M2("M2_GeV", o -> o.getRightHandedMassesGev(1)),
  M3("M3_GeV", o -> o.getRightHandedMassesGev(2));

  private static final Map<String, Column> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(c -> c.name, c -> c));

  private final String name;
  private final ToDoubleFunction<Observables> value;

  Column(String name, ToDoubleFunction<Observables> value) {
    this.name = name;
    this.value = value;
  }

  /** The column of this name; empty when there is none. */
  public static Optional<Column> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Every name, for messages: "m_lightest_eV, sum_eV, ...". */
  public static String names() {
    return Arrays.stream(values()).map(Column::columnName).collect(Collectors.joining(", "));
  }

  /** Name in requests, files and the table, with its unit. */
  public String columnName() {
    return name;
  }

  /** What the observables hold for this column; NaN where it is undefined. */
  double of(Observables observables) {
    return value.applyAsDouble(observables);
  }

  /** The name as an SQL identifier. */
  String sql() {
    return '"' + name + '"';
  }
}

package nustream.flavor.physics;

/**
 * Light masses from the lightest one and the splittings: {@code m1^2 = m^2, m2^2 = m^2 + dm2_21,
 * m3^2 = m^2 + dm2_31} (NO) or {@code m3^2 = m^2, m2^2 = m^2 - dm2_32, m1^2 = m^2 - dm2_32 -
 * dm2_21} (IO).
 *
 * @param m1 eV, column 1 of the mixing matrix; m2 and m3 likewise
 */
record MassSpectrum(double m1, double m2, double m3) {

  /** Of these splittings in eV^2, {@code dm2_3l} with its sign. */
  static MassSpectrum of(Ordering ordering, double lightestEv, double dm2_21, double dm2_3l) {
    double square = lightestEv * lightestEv;
    double large = Math.abs(dm2_3l);
    return ordering == Ordering.NO
        ? new MassSpectrum(lightestEv, Math.sqrt(square + dm2_21), Math.sqrt(square + large))
        : new MassSpectrum(
            Math.sqrt(square + large - dm2_21), Math.sqrt(square + large), lightestEv);
  }

  /** m1 + m2 + m3, eV. */
  double sum() {
    return m1 + m2 + m3;
  }
}

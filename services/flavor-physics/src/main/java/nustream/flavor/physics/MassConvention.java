package nustream.flavor.physics;

/**
 * Which equation diagonalises the light mass matrix; the two are complex conjugates of each other.
 */
public enum MassConvention {
  /** m = U diag(m) U^T, as everywhere inside this library. */
  U_M_UT("UmUT"),
  /** U^T m U = diag(m): equals the other one for conj(m). */
  UT_M_U("UTMU");

  private final String word;

  MassConvention(String word) {
    this.word = word;
  }

  /** Name in files, "UmUT" or "UTMU". */
  public String word() {
    return word;
  }

  /**
   * The convention of a name.
   *
   * @throws IllegalArgumentException for another name
   */
  public static MassConvention named(String word) {
    for (MassConvention convention : values()) {
      if (convention.word.equals(word)) {
        return convention;
      }
    }
    throw new IllegalArgumentException("convention = " + word + ", allowed UTMU, UmUT");
  }
}

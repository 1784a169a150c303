package nustream.flavor.physics;

import java.util.ArrayList;
import java.util.List;

/** What a candidate can fail; one bit each of a verdict, 0 = accepted. */
public enum Cut {
  /** The small splitting m2^2 - m1^2, eV^2. */
  DM2_21("dm2_21"),
  /** The large splitting, dm2_31 &gt; 0 (NO) or dm2_32 &lt; 0 (IO), eV^2. */
  DM2_3L("dm2_3l"),
  /** sin^2 theta12. */
  S12SQ("s12sq"),
  /** sin^2 theta13. */
  S13SQ("s13sq"),
  /** sin^2 theta23. */
  S23SQ("s23sq"),
  /** A parameter or an observable that is not a finite number; excludes the other cuts. */
  NOT_FINITE("not_finite");

  /** The number of cut observables: all but {@link #NOT_FINITE}. */
  public static final int OBSERVABLES = 5;

  private final String word;

  Cut(String word) {
    this.word = word;
  }

  /** Name as in verdicts, for example "dm2_21". */
  public String word() {
    return word;
  }

  /** The bit of this cut in a verdict. */
  public int bit() {
    return 1 << ordinal();
  }

  /** Whether a verdict says that this cut failed. */
  public boolean failedIn(int verdict) {
    return (verdict & bit()) != 0;
  }

  /** The names of the failed cuts of a verdict. */
  public static List<String> words(int verdict) {
    List<String> failed = new ArrayList<>();
    for (Cut cut : values()) {
      if (cut.failedIn(verdict)) {
        failed.add(cut.word);
      }
    }
    return failed;
  }
}

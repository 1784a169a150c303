package nustream.local;

import java.util.Optional;

/** The version of this program. */
public final class Version {
  /** From the jar's manifest; "development" when classes run outside a jar. */
  public static final String CURRENT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}

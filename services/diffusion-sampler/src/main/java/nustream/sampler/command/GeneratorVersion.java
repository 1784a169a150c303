package nustream.sampler.command;

/** Version of this program, as it stands in cards and candidate blocks. */
public final class GeneratorVersion {
  /** Raised whenever the same request would give other bytes. */
  public static final String TEXT = "1";

  private GeneratorVersion() {}
}

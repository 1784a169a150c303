package nustream.classifier.command;

/** The version of this program that cards name. */
final class GeneratorVersion {
  static final String TEXT = "1";

  private GeneratorVersion() {}
}

package nustream.classifier.model;

/** A map that cannot be classified; the message names what is wrong and what is allowed. */
public final class MapRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public MapRefusedException(String message) {
    super(message);
  }
}

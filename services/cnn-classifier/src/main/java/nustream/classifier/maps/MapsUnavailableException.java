package nustream.classifier.maps;

/** Maps that have to come from elsewhere do not come; the message says from where and why not. */
public final class MapsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MapsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

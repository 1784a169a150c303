package nustream.lensing.physics.fits;

/**
 * A file that is no FITS file, is damaged, or holds no map that is allowed; the message says what.
 */
public final class FitsRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  FitsRefusedException(String message) {
    super(message);
  }

  FitsRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}

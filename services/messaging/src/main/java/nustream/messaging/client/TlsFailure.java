package nustream.messaging.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells a service that could not be trusted, or speaks no TLS, from one that is away. */
public final class TlsFailure {
  private static final int MOST_CAUSES = 20;

  private TlsFailure() {}

  /** Why TLS failed, as one sentence's part; empty when that was not the reason. */
  public static Optional<String> of(Throwable failure) {
    Throwable at = failure;
    String told = null;
    for (int i = 0; at != null && i < MOST_CAUSES; i++, at = at.getCause()) {
      if (at instanceof CertPathBuilderException || at instanceof CertPathValidatorException) {
        return Optional.of("its certificate is not signed by whom we trust");
      }
      if (at instanceof CertificateException) {
        told = "its certificate is refused (" + at.getMessage() + ")";
      } else if (at instanceof SSLException && told == null) {
        told = "TLS fails (" + at.getMessage() + ")";
      }
    }
    return Optional.ofNullable(told);
  }
}

package nustream.messaging.client;

import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.CertificateUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates are believed: those of a PEM file and no others. Names of hosts are checked.
 * Thread-safe.
 */
public final class Authority {
  private final Path file;
  private final AdvancedTlsX509TrustManager trust;

  private Authority(Path file, AdvancedTlsX509TrustManager trust) {
    this.file = file;
    this.trust = trust;
  }

  /**
   * Reads the file.
   *
   * @param name of the option or setting, for the message
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  public static Authority of(String name, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      X509Certificate[] certificates = CertificateUtils.getX509Certificates(in);
      if (certificates.length == 0) {
        throw new IllegalArgumentException(name + " = " + file + ": there is no certificate in it");
      }
      var trust = AdvancedTlsX509TrustManager.newBuilder().build();
      trust.updateTrustCredentials(certificates);
      return new Authority(file, trust);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          name + " = " + file + " is no PEM file of certificates: " + e.getMessage(), e);
    }
  }

  /**
   * Looks at the file again every minute from now on, until the thread is shut down; one that
   * cannot be read changes nothing.
   */
  public void follow(ScheduledExecutorService thread) {
    try {
      var unused = trust.updateTrustCredentials(file.toFile(), 1, TimeUnit.MINUTES, thread);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " is no PEM file of certificates: " + e, e);
    }
  }

  /** For gRPC. */
  X509TrustManager trust() {
    return trust;
  }

  /** For HTTP. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }
}

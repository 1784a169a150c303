package nustream.manifests;

import java.util.List;
import java.util.Map;

/** The part of cert-manager's API (cert-manager.io/v1) that is used here. */
final class CertManager {
  private CertManager() {}

  record Issuer(String apiVersion, String kind, Keda.Metadata metadata, IssuerSpec spec) {}

  record IssuerSpec(Map<String, String> selfSigned, Authority ca) {}

  record Authority(String secretName) {}

  record Certificate(
      String apiVersion, String kind, Keda.Metadata metadata, CertificateSpec spec) {}

  record CertificateSpec(
      String secretName,
      String commonName,
      Boolean isCA,
      String duration,
      String renewBefore,
      PrivateKey privateKey,
      List<String> usages,
      List<String> dnsNames,
      IssuerReference issuerRef) {}

  record PrivateKey(String algorithm, Integer size, String encoding, String rotationPolicy) {}

  record IssuerReference(String name, String kind, String group) {}
}

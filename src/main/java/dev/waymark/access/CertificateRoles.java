package dev.waymark.access;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;

/**
 * Which client certificates give which role. Whether a certificate is to be believed is for TLS to
 * say, before anybody asks here.
 */
public final class CertificateRoles {
  private static final String URI = "URI:";
  private static final String DNS = "DNS:";

  // The kinds of a GeneralName, RFC 5280, 4.2.1.6.
  private static final int DNS_NAME = 2;
  private static final int URI_NAME = 6;

  private final List<RoleRule<Predicate<X509Certificate>>> rules;

  private CertificateRoles(List<RoleRule<Predicate<X509Certificate>>> rules) {
    this.rules = rules;
  }

  /**
   * Reads a setting such as {@code migrator: CN=deployer,O=Example; viewer:
   * URI:spiffe://example.org/dashboards}. A subject is written whole, as RFC 4514 does; {@code
   * URI:} and {@code DNS:} are subject alternative names.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  public static CertificateRoles parse(String setting) {
    return new CertificateRoles(RoleRule.parse(setting, CertificateRoles::condition));
  }

  Caller caller(X509Certificate certificate) {
    return new Caller(
        certificate.getSubjectX500Principal().getName(),
        RoleRule.highest(rules, condition -> condition.test(certificate)));
  }

  private static Predicate<X509Certificate> condition(String text) {
    if (text.startsWith(URI)) {
      return certificate -> hasName(certificate, URI_NAME, text.substring(URI.length()));
    }
    if (text.startsWith(DNS)) {
      return certificate -> hasName(certificate, DNS_NAME, text.substring(DNS.length()));
    }
    try {
      String subject = written(new X500Principal(text));
      return certificate -> written(certificate.getSubjectX500Principal()).equals(subject);
    } catch (IllegalArgumentException exception) {
      throw new IllegalArgumentException(
          "A subject is written whole, like CN=deployer,O=Example; this is: " + text);
    }
  }

  /**
   * A subject to the letter. Principals are equal whatever the case of their letters (RFC 5280,
   * 7.1), and an authority may have given {@code deployer} and {@code Deployer} to different
   * people.
   */
  private static String written(X500Principal subject) {
    // Out of its encoding, so that the parts of one name are in the same order.
    return new X500Principal(subject.getEncoded()).getName(X500Principal.RFC2253);
  }

  private static boolean hasName(X509Certificate certificate, int kind, String name) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names != null && names.stream().anyMatch(List.of(kind, name)::equals);
    } catch (CertificateParsingException exception) {
      return false;
    }
  }
}

package dev.waymark.access;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;

/**
 * Everybody who may call, by whatever they prove it with.
 *
 * @param tokens the tokens kept as files
 * @param jwts who signs JSON Web Tokens, and what their claims allow
 * @param certificates what the subjects of client certificates allow
 */
public record Callers(
    Optional<TokenFolder> tokens,
    Optional<JwtVerifier> jwts,
    Optional<CertificateRoles> certificates) {

  public Callers {
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(jwts, "jwts");
    Objects.requireNonNull(certificates, "certificates");
  }

  /** Whether no caller can prove anything. */
  public boolean isEmpty() {
    return tokens.isEmpty() && jwts.isEmpty() && certificates.isEmpty();
  }

  /**
   * The caller whom an issuer has given a JSON Web Token. May wait for the issuer's keys.
   *
   * @throws TokenRefused if no issuer is believed here, or the token is not valid, or not any more
   * @throws KeysUnreachable if that cannot be known now
   */
  public Caller byIssuer(String token) {
    return jwts.orElseThrow(() -> new TokenRefused(TokenRefused.Reason.UNKNOWN)).verify(token);
  }

  /**
   * The caller who presented a certificate, which TLS has verified.
   *
   * @return empty if certificates say nothing here
   */
  public Optional<Caller> byCertificate(X509Certificate certificate) {
    return certificates.map(roles -> roles.caller(certificate));
  }
}

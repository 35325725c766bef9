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
   * The caller who holds a bearer token. May wait for files and for the keys of an issuer.
   *
   * @throws TokenRefused if no caller holds it, or not any more
   * @throws KeysUnreachable if that cannot be known now
   */
  public Caller byToken(String token) {
    Optional<Caller> holder = tokens.flatMap(files -> files.holder(new Secret(token)));
    if (holder.isPresent()) {
      return holder.get();
    }
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

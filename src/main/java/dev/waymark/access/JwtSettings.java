package dev.waymark.access;

import java.util.Objects;

/**
 * Whose JSON Web Tokens are believed.
 *
 * @param issuer what {@code iss} must be
 * @param audience what {@code aud} must be or hold: a name of Waymark's own, so that a token for
 *     something else is worth nothing here
 * @param roles what the claims allow
 */
public record JwtSettings(String issuer, String audience, ClaimRoles roles) {
  public JwtSettings {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(audience, "audience");
    Objects.requireNonNull(roles, "roles");
  }
}

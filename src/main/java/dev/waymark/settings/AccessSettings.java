package dev.waymark.settings;

import dev.waymark.access.Callers;
import dev.waymark.access.CertificateRoles;
import dev.waymark.access.ClaimRoles;
import dev.waymark.access.IssuerKeys;
import dev.waymark.access.JwtSettings;
import dev.waymark.access.JwtVerifier;
import dev.waymark.access.KeySet;
import dev.waymark.access.TokenFolder;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads who may call from the configuration; what it cannot read it names by the variable's name.
 */
public final class AccessSettings {
  private static final String OPEN = "open";

  private AccessSettings() {}

  /**
   * Whether everybody may do everything, by an explicit word.
   *
   * @throws ConfigurationException if there is another word
   */
  public static boolean isOpen(WaymarkConfiguration configuration) {
    Optional<String> access = configuration.access();
    if (access.isPresent() && !access.get().equals(OPEN)) {
      throw new ConfigurationException(
          "WAYMARK_ACCESS has one word, open: then everybody may do everything. Leave it out"
              + " otherwise.");
    }
    return access.isPresent();
  }

  /**
   * All callers who are known; none if nothing is set.
   *
   * @throws ConfigurationException if a setting cannot be read, or one of several is missing
   */
  public static Callers callers(WaymarkConfiguration configuration, Clock clock) {
    return new Callers(
        configuration.tokensDir().map(folder -> new TokenFolder(folder, clock)),
        jwts(configuration.jwt(), clock),
        configuration
            .certificateRoles()
            .map(text -> read("WAYMARK_CERTIFICATE_ROLES", () -> CertificateRoles.parse(text))));
  }

  private static Optional<JwtVerifier> jwts(WaymarkConfiguration.Jwt jwt, Clock clock) {
    Map<String, Optional<String>> needed =
        Map.of(
            "WAYMARK_JWT_ISSUER", jwt.issuer(),
            "WAYMARK_JWT_AUDIENCE", jwt.audience(),
            "WAYMARK_JWT_JWKS", jwt.jwks(),
            "WAYMARK_JWT_ROLES", jwt.roles());
    if (needed.values().stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    String missing =
        needed.entrySet().stream()
            .filter(setting -> setting.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new ConfigurationException(
          "JSON Web Tokens take four settings; set also " + missing + ".");
    }
    JwtSettings settings =
        new JwtSettings(
            jwt.issuer().get(),
            jwt.audience().get(),
            read("WAYMARK_JWT_ROLES", () -> ClaimRoles.parse(jwt.roles().get())));
    KeySet keys =
        read(
            "WAYMARK_JWT_JWKS",
            () -> KeySet.parse(jwt.jwks().get(), jwt.jwksCa(), jwt.jwksTokenFile()));
    return Optional.of(new JwtVerifier(settings, new IssuerKeys(keys, clock), clock));
  }

  /** What there is of it, by the variables' names, for a line in the log. */
  public static String sources(Callers callers) {
    return Stream.of(
            callers.tokens().map(tokens -> "tokens (WAYMARK_TOKENS_DIR)"),
            callers.jwts().map(jwts -> "JSON Web Tokens (WAYMARK_JWT_ISSUER)"),
            callers.certificates().map(roles -> "certificates (WAYMARK_CERTIFICATE_ROLES)"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static <T> T read(String variable, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException exception) {
      throw new ConfigurationException(variable + ": " + exception.getMessage());
    }
  }
}

package dev.waymark.access;

import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;

import dev.waymark.access.TokenRefused.Reason;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Reads JSON Web Tokens: the projected tokens of Kubernetes' service accounts, and those of any
 * OpenID Connect provider. Signature first, then issuer, audience and time; what a claim says
 * counts only after that.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725: best current practices for
 *     JWT</a>
 */
public final class JwtVerifier {
  /** By how much two clocks may differ, in seconds. */
  static final int CLOCK_SKEW_SECONDS = 30;

  // RFC 7515, 7.1. The library would also read other alphabets, and tokens that are encrypted.
  private static final Pattern SIGNED =
      Pattern.compile("[-_A-Za-z0-9]+\\.[-_A-Za-z0-9]+\\.[-_A-Za-z0-9]*");

  // Asymmetric ones only: neither none, nor a public key taken for a shared secret (RFC 8725, 2.1).
  private static final AlgorithmConstraints ASYMMETRIC =
      new AlgorithmConstraints(
          PERMIT,
          AlgorithmIdentifiers.RSA_USING_SHA256,
          AlgorithmIdentifiers.RSA_USING_SHA384,
          AlgorithmIdentifiers.RSA_USING_SHA512,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
          AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
          AlgorithmIdentifiers.EDDSA);

  private static final Map<Integer, Reason> REASONS =
      Map.of(
          ErrorCodes.ISSUER_INVALID, Reason.ISSUER,
          ErrorCodes.AUDIENCE_INVALID, Reason.AUDIENCE,
          ErrorCodes.EXPIRED, Reason.EXPIRED,
          ErrorCodes.NOT_YET_VALID, Reason.NOT_YET_VALID,
          ErrorCodes.EXPIRATION_MISSING, Reason.CLAIM_MISSING,
          ErrorCodes.ISSUER_MISSING, Reason.CLAIM_MISSING,
          ErrorCodes.AUDIENCE_MISSING, Reason.CLAIM_MISSING,
          ErrorCodes.SUBJECT_MISSING, Reason.CLAIM_MISSING);

  private final JwtSettings settings;
  private final IssuerKeys keys;
  private final Clock clock;

  public JwtVerifier(JwtSettings settings, IssuerKeys keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * The caller whom a token speaks for. Waits for the issuer's keys if they are not known yet.
   *
   * @throws TokenRefused if it is not to be believed
   * @throws KeysUnreachable if that cannot be known now
   */
  Caller verify(String token) {
    if (!SIGNED.matcher(token).matches()) {
      throw new TokenRefused(Reason.UNKNOWN);
    }
    try {
      JwtClaims claims = consumer().processToClaims(token);
      return new Caller(claims.getSubject(), settings.roles().roleOf(claims.getClaimsMap()));
    } catch (InvalidJwtException exception) {
      // Its message holds the token: nothing but the reason goes on from here.
      throw unreachable(exception).map(RuntimeException.class::cast).orElse(refused(exception));
    } catch (MalformedClaimException exception) {
      throw new TokenRefused(Reason.MALFORMED);
    }
  }

  private JwtConsumer consumer() {
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(keys)
        .setJwsAlgorithmConstraints(ASYMMETRIC)
        .setExpectedIssuer(settings.issuer())
        .setExpectedAudience(settings.audience())
        .setRequireExpirationTime()
        .setRequireSubject()
        .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
        .build();
  }

  private static Optional<KeysUnreachable> unreachable(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof KeysUnreachable unreachable) {
        return Optional.of(unreachable);
      }
    }
    return Optional.empty();
  }

  private static TokenRefused refused(InvalidJwtException exception) {
    if (exception.getJwtContext().getJwtClaims() == null) {
      return new TokenRefused(Reason.MALFORMED);
    }
    return exception.getErrorDetails().stream()
        .map(error -> REASONS.getOrDefault(error.getErrorCode(), Reason.SIGNATURE))
        .min(Reason::compareTo)
        .map(TokenRefused::new)
        .orElseGet(() -> new TokenRefused(Reason.SIGNATURE));
  }
}

package dev.waymark.database;

import dev.waymark.database.TranslatedParameters.Builder;
import dev.waymark.database.tls.TlsSockets;
import java.util.List;
import java.util.Optional;

/**
 * Where libpq and pgjdbc mean different things by the same words of TLS, libpq's meaning is kept,
 * for that is whose URL it is.
 */
final class EncryptionRules {
  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
  private static final String SYSTEM = "system";
  private static final String VERIFY_FULL = "verify-full";
  private static final List<String> WITHOUT_PROOF = List.of("disable", "allow", "prefer");
  private static final List<String> FILES = List.of("sslrootcert", "sslcert", "sslkey");
  private static final List<String> NOT_OURS = List.of("sslfactory", "sslpasswordcallback");

  private EncryptionRules() {}

  /**
   * With a root certificate, libpq's {@code require} verifies the server's certificate; pgjdbc's
   * never does. (libpq-ssl, "Protection Provided in Different Modes")
   */
  static void mode(String name, String value, Builder translation) {
    boolean verifies = value.equals("require") && translation.given("sslrootcert").isPresent();
    ParameterRule.renamed("sslmode", MODES)
        .apply(name, verifies ? "verify-ca" : value, translation);
  }

  /** {@code system} is libpq's word (16 and later) for the trust store of the machine. */
  static void rootCertificate(String name, String value, Builder translation) {
    translation.property("sslrootcert", value);
    if (value.equals(SYSTEM) && translation.given("sslmode").isEmpty()) {
      translation.property("sslmode", VERIFY_FULL);
    }
  }

  /** libpq accepts {@code ssl=true}, for the sake of JDBC URLs, as {@code sslmode=require}. */
  static void libpqSsl(String name, String value, Builder translation) {
    if (!value.equals("true")) {
      throw InvalidConnectionUrlException.refused(
          "The parameter ssl takes only true",
          "Write sslmode= with one of " + String.join(", ", MODES));
    }
    if (translation.given("sslmode").isEmpty()) {
      boolean system = translation.given("sslrootcert").filter(SYSTEM::equals).isPresent();
      mode("sslmode", system ? VERIFY_FULL : "require", translation);
    }
  }

  /**
   * Looks at all of them together: a root certificate that nothing would be held against is
   * refused, and whatever takes files is done by {@link TlsSockets}, unless a JDBC URL names a
   * factory of its own.
   */
  static void complete(Builder translation) {
    Optional<String> mode =
        translation
            .property("sslmode")
            .or(() -> translation.property("ssl").filter("true"::equals).map(it -> VERIFY_FULL));
    Optional<String> roots = translation.property("sslrootcert").filter(it -> !it.isEmpty());
    if (roots.isPresent() && mode.filter(it -> !WITHOUT_PROOF.contains(it)).isEmpty()) {
      throw InvalidConnectionUrlException.refused(
          "sslrootcert is given, and nothing would be held against it: "
              + mode.map(it -> "sslmode is " + it).orElse("sslmode is missing"),
          "Write sslmode=verify-full beside it");
    }
    if (roots.filter(SYSTEM::equals).isPresent() && !mode.equals(Optional.of(VERIFY_FULL))) {
      throw InvalidConnectionUrlException.refused(
          "sslrootcert=system does not go with a weaker sslmode", "Write sslmode=verify-full");
    }
    boolean files =
        mode.filter(it -> it.startsWith("verify-")).isPresent()
            || FILES.stream().anyMatch(name -> translation.property(name).isPresent());
    boolean own = NOT_OURS.stream().anyMatch(name -> translation.property(name).isPresent());
    if (files && !own && !mode.equals(Optional.of("disable"))) {
      translation.property("sslfactory", TlsSockets.class.getName());
    }
  }
}

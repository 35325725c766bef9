package dev.waymark.database;

import dev.waymark.database.TranslatedParameters.Builder;
import java.util.List;

/**
 * Where libpq and pgjdbc mean different things by the same words of TLS, libpq's meaning is kept,
 * for that is whose URL it is.
 */
final class EncryptionRules {
  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
  private static final String SYSTEM = "system";
  private static final String VERIFY_FULL = "verify-full";

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

  /**
   * {@code system} is libpq's word (16 and later) for the trust store of the machine; it always
   * verifies the host name too. Java's own trust store is the same thing here.
   */
  static void rootCertificate(String name, String value, Builder translation) {
    if (!value.equals(SYSTEM)) {
      translation.property("sslrootcert", value);
      return;
    }
    if (!translation.given("sslmode").orElse(VERIFY_FULL).equals(VERIFY_FULL)) {
      throw InvalidConnectionUrlException.refused(
          "sslrootcert=system does not go with a weaker sslmode", "Write sslmode=verify-full");
    }
    if (translation.given("sslcert").or(() -> translation.given("sslkey")).isPresent()) {
      throw InvalidConnectionUrlException.refused(
          "The JDBC driver cannot use sslrootcert=system together with a client certificate",
          "Name the file of the root certificate in sslrootcert");
    }
    translation.property("sslmode", VERIFY_FULL);
    translation.property("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
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
}

package dev.waymark.database;

import static dev.waymark.database.ParameterRule.ignored;
import static dev.waymark.database.ParameterRule.only;
import static dev.waymark.database.ParameterRule.refused;
import static dev.waymark.database.ParameterRule.renamed;
import static dev.waymark.database.ParameterRule.translated;

import dev.waymark.database.TranslatedParameters.Builder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGProperty;

/**
 * The parameters of connection URLs and what becomes of each. Sources: libpq's <a
 * href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS">parameter
 * key words</a> and {@link PGProperty} of pgjdbc 42.7.
 *
 * <p>pgjdbc ignores what it does not know without a word, so every parameter is either translated,
 * or refused because ignoring it would make the connection less safe or another one, or reported.
 */
final class ParameterRules {
  private static final Map<String, ParameterRule> RULES = new TreeMap<>();

  static {
    session();
    network();
    encryption();
    authentication();
    elsewhere();
  }

  private ParameterRules() {}

  /**
   * Translates the parameters.
   *
   * @param jdbc lets pgjdbc's meaning of a shared name prevail
   * @param variables the environment variables of those that the URL itself does not say
   */
  static TranslatedParameters translate(
      Map<String, String> parameters, boolean jdbc, Map<String, String> variables) {
    Builder translation = new Builder(parameters);
    parameters.forEach(
        (name, value) -> {
          String variable = variables.get(name);
          if (variable == null) {
            apply(name, value, jdbc, translation);
          } else {
            // Whatever the URL's form, this is libpq's word.
            applyOf(variable, name, value, translation);
          }
        });
    EncryptionRules.complete(translation);
    return translation.build();
  }

  private static void applyOf(String variable, String name, String value, Builder translation) {
    try {
      apply(name, value, false, translation);
    } catch (InvalidConnectionUrlException exception) {
      throw exception.in(variable);
    }
  }

  private static void apply(String name, String value, boolean jdbc, Builder translation) {
    ParameterRule rule = RULES.get(name);
    boolean driversOwn = PGProperty.forName(name) != null;
    if (value.isEmpty()) {
      // libpq takes an empty value for an absent one; pgjdbc reads an empty ssl as true.
      if (jdbc && name.equals("ssl")) {
        translation.property(name, "true");
      }
    } else if (driversOwn && (rule == null || (jdbc && !ADDRESS_OF_ANOTHER.contains(name)))) {
      translation.property(name, value);
    } else if (rule == null) {
      NearMisses.refuse(name, RULES.keySet());
      translation.unknown(name);
    } else {
      rule.apply(name, value, translation);
    }
  }

  /** Drivers' own parameters that are refused in a JDBC URL too: the address must be in the URL. */
  private static final List<String> ADDRESS_OF_ANOTHER =
      List.of("service", "PGHOST", "PGPORT", "PGDBNAME");

  private static void session() {
    RULES.put("application_name", renamed("ApplicationName"));
    RULES.put(
        "fallback_application_name",
        (name, value, translation) -> {
          if (translation.given("application_name").isEmpty()) {
            translation.property("ApplicationName", value);
          }
        });
    RULES.put("options", renamed("options"));
    RULES.put(
        "client_encoding",
        only(List.of("UTF8", "UTF-8", "unicode", "auto"), "Remove it: the driver speaks UTF-8"));
    RULES.put(
        "replication",
        only(List.of("false", "off", "no", "0"), "Remove it: Waymark needs an ordinary session"));
  }

  private static void network() {
    RULES.put("connect_timeout", ParameterRules::connectTimeout);
    RULES.put("keepalives", ParameterRules::keepAlive);
    for (String name :
        List.of("keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout")) {
      RULES.put(name, ignored());
    }
    RULES.put(
        "target_session_attrs",
        translated(
            "targetServerType",
            Map.of(
                "any", "any",
                "read-write", "primary",
                "primary", "primary",
                "read-only", "secondary",
                "standby", "secondary",
                "prefer-standby", "preferSecondary")));
    RULES.put(
        "load_balance_hosts",
        translated("loadBalanceHosts", Map.of("disable", "false", "random", "true")));
    RULES.put(
        "min_protocol_version",
        only(List.of("3.0"), "Remove it: the driver speaks version 3.0 unless the server differs"));
    RULES.put("max_protocol_version", ignored());
  }

  private static void encryption() {
    RULES.put("sslmode", EncryptionRules::mode);
    RULES.put("sslrootcert", EncryptionRules::rootCertificate);
    RULES.put("ssl", EncryptionRules::libpqSsl);
    RULES.put("sslcert", renamed("sslcert"));
    RULES.put("sslkey", renamed("sslkey"));
    RULES.put("sslpassword", renamed("sslpassword"));
    RULES.put("sslnegotiation", renamed("sslNegotiation", List.of("postgres", "direct")));
    RULES.put("sslcompression", ignored());
    RULES.put("sslkeylogfile", ignored());
    RULES.put("sslsni", only(List.of("1"), "Remove it: the driver always names the host in TLS"));
    RULES.put("sslcertmode", only(List.of("allow"), "Remove it: the server decides what it needs"));
    RULES.put("sslcrl", refused("Remove it, and keep revoked certificates out by another way"));
    RULES.put("sslcrldir", refused("Remove it, and keep revoked certificates out by another way"));
    RULES.put(
        "ssl_min_protocol_version",
        only(
            List.of("TLSv1", "TLSv1.1", "TLSv1.2"),
            "Remove it and start Java with -Djdk.tls.client.protocols=TLSv1.3"));
    RULES.put("ssl_max_protocol_version", ignored());
    RULES.put(
        "sslaccept", // Prisma's
        only(List.of("accept_invalid_certs"), "Write sslmode=verify-full instead"));
    RULES.put("gssencmode", renamed("gssEncMode", List.of("disable", "prefer", "require")));
  }

  private static void authentication() {
    RULES.put(
        "channel_binding", renamed("channelBinding", List.of("disable", "prefer", "require")));
    RULES.put("krbsrvname", renamed("kerberosServerName"));
    RULES.put("gsslib", renamed("gsslib", List.of("gssapi", "sspi")));
    RULES.put("gssdelegation", ignored());
    RULES.put("requirepeer", ignored());
    RULES.put(
        "require_auth",
        refused(
            "Remove it; channel_binding=require makes sure that the server proves it knows the"
                + " password"));
    RULES.put("passfile", refused("Set the environment variable PGPASSFILE instead"));
    for (String name : List.of("scram_client_key", "scram_server_key")) {
      RULES.put(name, refused("Give the password instead"));
    }
    for (String name :
        List.of("oauth_issuer", "oauth_client_id", "oauth_client_secret", "oauth_scope")) {
      RULES.put(name, refused("Give a password or a client certificate instead"));
    }
  }

  /** Parameters that send the reader elsewhere, and those of other clients. */
  private static void elsewhere() {
    for (String name : List.of("service", "servicefile", "PGHOST", "PGPORT", "PGDBNAME")) {
      RULES.put(name, refused("Write host, port and database into the URL, before the ?"));
    }
    RULES.put("pgbouncer", ParameterRules::pgbouncer);
    for (String name : List.of("connection_limit", "pool_timeout", "schema")) {
      RULES.put(name, ignored());
    }
  }

  private static void connectTimeout(String name, String value, Builder translation) {
    if (!value.matches("-?[0-9]{1,6}")) {
      throw InvalidConnectionUrlException.refused(
          "The parameter connect_timeout is not a number", "It takes whole seconds");
    }
    // Zero and less wait for ever, in libpq's words; in pgjdbc's zero does.
    translation.property("connectTimeout", String.valueOf(Math.max(0, Integer.parseInt(value))));
  }

  private static void keepAlive(String name, String value, Builder translation) {
    if (!value.matches("[0-9]{1,6}")) {
      throw InvalidConnectionUrlException.refused(
          "The parameter keepalives is not a number", "It takes 0 (off) or 1 (on)");
    }
    translation.property("tcpKeepAlive", String.valueOf(Integer.parseInt(value) != 0));
  }

  private static void pgbouncer(String name, String value, Builder translation) {
    switch (value) {
      case "true", "1" -> translation.pooled(true);
      case "false", "0" -> translation.pooled(false);
      default ->
          throw InvalidConnectionUrlException.refused(
              "The parameter pgbouncer is neither true nor false",
              "It takes true when a transaction pooler stands before PostgreSQL");
    }
  }
}

package dev.waymark.database;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The environment variables that libpq reads for what an address does not say. A user who sets
 * {@code PGSSLMODE} for psql and its kin means this connection, too, and pgjdbc would drop it
 * without a word.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-envars.html">libpq, environment
 *     variables</a>
 */
public final class LibpqEnvironment {
  /** Nothing is set. */
  public static final LibpqEnvironment NONE = new LibpqEnvironment(Map.of());

  /**
   * Each with the parameter that it stands for. The file of passwords is not among them: pgjdbc
   * reads PGPASSFILE itself.
   */
  private static final Map<String, String> PARAMETERS = new TreeMap<>();

  static {
    PARAMETERS.put("PGHOST", "host");
    PARAMETERS.put("PGHOSTADDR", "hostaddr");
    PARAMETERS.put("PGPORT", "port");
    PARAMETERS.put("PGDATABASE", "dbname");
    PARAMETERS.put("PGUSER", "user");
    PARAMETERS.put("PGPASSWORD", "password");
    PARAMETERS.put("PGREQUIREAUTH", "require_auth");
    PARAMETERS.put("PGCHANNELBINDING", "channel_binding");
    PARAMETERS.put("PGOPTIONS", "options");
    PARAMETERS.put("PGAPPNAME", "application_name");
    PARAMETERS.put("PGSSLMODE", "sslmode");
    PARAMETERS.put("PGSSLNEGOTIATION", "sslnegotiation");
    PARAMETERS.put("PGSSLCOMPRESSION", "sslcompression");
    PARAMETERS.put("PGSSLCERT", "sslcert");
    PARAMETERS.put("PGSSLKEY", "sslkey");
    PARAMETERS.put("PGSSLCERTMODE", "sslcertmode");
    PARAMETERS.put("PGSSLROOTCERT", "sslrootcert");
    PARAMETERS.put("PGSSLCRL", "sslcrl");
    PARAMETERS.put("PGSSLCRLDIR", "sslcrldir");
    PARAMETERS.put("PGSSLSNI", "sslsni");
    PARAMETERS.put("PGSSLMINPROTOCOLVERSION", "ssl_min_protocol_version");
    PARAMETERS.put("PGSSLMAXPROTOCOLVERSION", "ssl_max_protocol_version");
    PARAMETERS.put("PGREQUIREPEER", "requirepeer");
    PARAMETERS.put("PGGSSENCMODE", "gssencmode");
    PARAMETERS.put("PGKRBSRVNAME", "krbsrvname");
    PARAMETERS.put("PGGSSLIB", "gsslib");
    PARAMETERS.put("PGGSSDELEGATION", "gssdelegation");
    PARAMETERS.put("PGCONNECT_TIMEOUT", "connect_timeout");
    PARAMETERS.put("PGCLIENTENCODING", "client_encoding");
    PARAMETERS.put("PGTARGETSESSIONATTRS", "target_session_attrs");
    PARAMETERS.put("PGLOADBALANCEHOSTS", "load_balance_hosts");
    PARAMETERS.put("PGMINPROTOCOLVERSION", "min_protocol_version");
    PARAMETERS.put("PGMAXPROTOCOLVERSION", "max_protocol_version");
    PARAMETERS.put("PGSERVICE", "service");
    PARAMETERS.put("PGSERVICEFILE", "servicefile");
  }

  /** pgjdbc's names, in a JDBC URL, of parameters that it has another name for. */
  private static final Map<String, String> NAMES_IN_JDBC =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "target_session_attrs", "targetServerType",
          "load_balance_hosts", "loadBalanceHosts",
          "sslnegotiation", "sslNegotiation",
          "gssencmode", "gssEncMode",
          "krbsrvname", "kerberosServerName");

  private final Map<String, String> variables;

  private LibpqEnvironment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** What of an environment counts; an empty value is as none. */
  public static LibpqEnvironment of(Map<String, String> environment) {
    Map<String, String> set = new TreeMap<>();
    PARAMETERS.forEach(
        (variable, parameter) -> {
          String value = environment.get(variable);
          if (value != null && !value.isEmpty()) {
            set.put(variable, value);
          }
        });
    return new LibpqEnvironment(set);
  }

  /** What this process was given. */
  public static LibpqEnvironment ofProcess() {
    return of(System.getenv());
  }

  /** The variables that decide something about a URL, each with its parameter. */
  Map<String, String> beside(UrlParts parts) {
    Map<String, String> used = new LinkedHashMap<>();
    variables.forEach(
        (variable, value) -> {
          String parameter = PARAMETERS.get(variable);
          if (!isSaid(parameter, parts)) {
            used.put(variable, parameter);
          }
        });
    return used;
  }

  /** The value of a variable that is set. */
  String value(String variable) {
    return Objects.requireNonNull(variables.get(variable), variable);
  }

  private static boolean isSaid(String parameter, UrlParts parts) {
    return switch (parameter) {
      case "user" -> parts.user().isPresent() || has(parts, parameter);
      case "password" -> parts.password().isPresent() || has(parts, parameter);
      case "dbname" -> parts.database().isPresent() || has(parts, parameter);
      case "host", "hostaddr" -> parts.namesHost() || has(parts, "host") || has(parts, "hostaddr");
      case "port" -> parts.namesHost() || has(parts, parameter);
      // A root certificate that is meant for another mode than the URL's has nothing to say.
      case "sslrootcert" ->
          has(parts, parameter) || (has(parts, "sslmode") && !verifies(parts)) || has(parts, "ssl");
      case "sslmode" -> has(parts, parameter) || has(parts, "ssl");
      default ->
          has(parts, parameter)
              || Optional.ofNullable(NAMES_IN_JDBC.get(parameter))
                  .filter(name -> has(parts, name))
                  .isPresent();
    };
  }

  private static boolean verifies(UrlParts parts) {
    return !parts.parameters().get("sslmode").matches("disable|allow|prefer");
  }

  private static boolean has(UrlParts parts, String parameter) {
    String value = parts.parameters().get(parameter);
    return value != null && !value.isEmpty();
  }
}

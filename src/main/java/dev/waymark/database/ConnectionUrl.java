package dev.waymark.database;

import dev.waymark.database.tls.TlsSockets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The address of a PostgreSQL database, read from what providers hand out and written in pgjdbc's
 * words. It keeps the password apart and never shows it.
 */
public final class ConnectionUrl {
  private final UrlParts parts;
  private final TranslatedParameters parameters;
  private final Optional<Pooler> pooler;
  private final List<String> variables;

  private ConnectionUrl(UrlParts parts, TranslatedParameters parameters, List<String> variables) {
    this.variables = variables;
    this.parts = parts;
    this.parameters = parameters;
    this.pooler = Pooler.of(parts.hosts(), parameters.pooled());
  }

  /**
   * Reads {@code postgresql://}, {@code postgres://} and {@code jdbc:postgresql://} URLs; white
   * space around them does not matter.
   *
   * @throws InvalidConnectionUrlException when it cannot be read, or asks for something that would
   *     silently not happen
   */
  public static ConnectionUrl parse(String url) {
    return parse(url, LibpqEnvironment.NONE);
  }

  /**
   * The same, with libpq's environment variables for what the URL does not say.
   *
   * @throws InvalidConnectionUrlException as above; it names the variable where that is to blame
   */
  public static ConnectionUrl parse(String url, LibpqEnvironment environment) {
    String text = Objects.requireNonNull(url).strip();
    UrlParts given = UrlSyntax.split(text);
    Map<String, String> variables = environment.beside(given);
    Map<String, String> more = new LinkedHashMap<>();
    variables.forEach((variable, parameter) -> more.put(parameter, environment.value(variable)));
    UrlParts parts = given.with(more).withAddressParameters();
    Map<String, String> origins = new HashMap<>();
    variables.forEach((variable, parameter) -> origins.put(parameter, variable));
    return new ConnectionUrl(
        parts,
        ParameterRules.translate(parts.parameters(), UrlSyntax.isJdbc(text), origins),
        List.copyOf(variables.keySet()));
  }

  /** The URL for pgjdbc: hosts, ports and database, and nothing else. */
  public String jdbcUrl() {
    return jdbcUrl(database());
  }

  /** The same for another database of the same server. */
  String jdbcUrl(String database) {
    return "jdbc:postgresql://" + hostList() + "/" + PercentCoding.encode(database);
  }

  /**
   * The user who connects; as in libpq, without one in the URL the user of the operating system.
   */
  public String username() {
    return parts.user().orElseGet(() -> System.getProperty("user.name"));
  }

  /** The password, or empty when the URL gives none or an empty one. */
  public Optional<String> password() {
    return parts.password();
  }

  /** pgjdbc's properties, sorted by name; without user and password, but a value may be secret. */
  public SortedMap<String, String> properties() {
    return parameters.properties();
  }

  /** At least one host with its port, in the order given. */
  public List<ServerAddress> hosts() {
    return parts.hosts();
  }

  /** The database; as in libpq, without one in the URL the user's name. */
  public String database() {
    return parts.database().orElseGet(this::username);
  }

  /** Sorted names of the parameters that have no effect; worth a warning, never an error. */
  public List<String> unknownParameters() {
    return parameters.unknown();
  }

  /** libpq's environment variables that say what the URL does not, in the order of their names. */
  public List<String> variables() {
    return variables;
  }

  /**
   * Reads the files that it names for TLS, to know at start what would fail later.
   *
   * @throws dev.waymark.database.tls.InvalidTlsFile if one cannot be used
   */
  public void checkFiles() {
    TlsSockets.check(properties());
  }

  /** The transaction pooler that this address leads to, as far as an address shows it. */
  public Optional<Pooler> pooler() {
    return pooler;
  }

  /** Why this looks like the address of a transaction pooler, or empty. */
  public Optional<String> looksPooled() {
    return pooler.map(Pooler::reason);
  }

  /** {@code host:port/database}, safe for logs and answers. */
  public String describe() {
    return hostList() + "/" + database().replaceAll("\\p{Cntrl}", "?");
  }

  /** Two addresses are equal when they connect to the same thing in the same way. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ConnectionUrl url
        && parts.user().equals(url.parts.user())
        && parts.password().equals(url.parts.password())
        && hosts().equals(url.hosts())
        && parts.database().equals(url.parts.database())
        && parameters.equals(url.parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(hosts(), parts.database(), parts.user());
  }

  /** The same as {@link #describe()}: no user, no password, no property. */
  @Override
  public String toString() {
    return describe();
  }

  private String hostList() {
    return hosts().stream().map(ServerAddress::toString).collect(Collectors.joining(","));
  }
}

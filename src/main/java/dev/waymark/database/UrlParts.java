package dev.waymark.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A connection URL taken apart and decoded, before anything is known of its parameters. An absent
 * or empty user, password or database is an empty Optional, as libpq treats them alike.
 */
record UrlParts(
    Optional<String> user,
    Optional<String> password,
    List<ServerAddress> hosts,
    Optional<String> database,
    Map<String, String> parameters) {

  UrlParts {
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    hosts = List.copyOf(hosts);
    Objects.requireNonNull(database);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** Reads {@code host[:port][,host[:port]...]}, still encoded. */
  static List<ServerAddress> hosts(String text) {
    List<ServerAddress> hosts = new ArrayList<>();
    for (String address : text.split(",", -1)) {
      hosts.add(host(address));
    }
    return hosts;
  }

  private static ServerAddress host(String address) {
    if (address.startsWith("[")) {
      int bracket = address.indexOf(']');
      String rest = bracket < 0 ? "" : address.substring(bracket + 1);
      if (bracket < 0 || !(rest.isEmpty() || rest.startsWith(":"))) {
        throw InvalidConnectionUrlException.malformed(
            "The brackets around an IPv6 address are not closed before the port");
      }
      String port = rest.isEmpty() ? "" : rest.substring(1);
      return ServerAddress.of(PercentCoding.decode(address.substring(1, bracket)), port);
    }
    int colon = address.indexOf(':');
    if (colon != address.lastIndexOf(':')) {
      throw InvalidConnectionUrlException.malformed(
          "The host has more than one colon (put an IPv6 address into brackets, like [::1]:5432,"
              + " and write a colon of the user name as %3A)");
    }
    String host = colon < 0 ? address : address.substring(0, colon);
    String port = colon < 0 ? "" : address.substring(colon + 1);
    return ServerAddress.of(PercentCoding.decode(host), port);
  }

  /**
   * Applies the parameters that say what the address itself can say too: host, port, database, user
   * and password. libpq lets the later one win, which is the parameter.
   */
  UrlParts withAddressParameters() {
    Map<String, String> rest = new LinkedHashMap<>(parameters);
    String host = rest.remove("host");
    String port = rest.remove("port");
    String hostAddress = rest.remove("hostaddr");
    if (hostAddress != null && (host != null || !hosts.equals(hosts("")))) {
      throw InvalidConnectionUrlException.refused(
          "The parameter hostaddr beside a host cannot be honoured by the JDBC driver",
          "Remove it, or give it alone in the place of the host");
    }
    return new UrlParts(
        given(rest.remove("user")).or(() -> user),
        given(rest.remove("password")).or(() -> password),
        hosts(host == null ? hostAddress : host, port),
        given(rest.remove("dbname")).or(() -> database),
        rest);
  }

  private List<ServerAddress> hosts(String hostList, String portList) {
    if (hostList == null && portList == null) {
      return hosts;
    }
    String[] names =
        hostList == null
            ? hosts.stream().map(ServerAddress::host).toArray(String[]::new)
            : hostList.split(",", -1);
    String[] ports = portList == null ? new String[] {""} : portList.split(",", -1);
    if (ports.length != 1 && ports.length != names.length) {
      throw InvalidConnectionUrlException.malformed(
          "The parameter port gives neither one port nor one for each host");
    }
    List<ServerAddress> combined = new ArrayList<>();
    for (int index = 0; index < names.length; index++) {
      combined.add(ServerAddress.of(names[index], ports[ports.length == 1 ? 0 : index]));
    }
    return combined;
  }

  /** Whether it says more of the server than the defaults. */
  boolean namesHost() {
    return !hosts.equals(hosts(""));
  }

  /** The same with more parameters, which it does not have yet. */
  UrlParts with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putAll(more);
    return new UrlParts(user, password, hosts, database, all);
  }

  /** The text, unless it is absent or empty. */
  static Optional<String> given(String text) {
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }
}

package dev.waymark.database;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One host and port that a connection URL names.
 *
 * @param host a name or an address; an IPv6 address is without its brackets
 * @param port between 1 and 65535
 */
public record ServerAddress(String host, int port) {
  static final String DEFAULT_HOST = "localhost";
  static final int DEFAULT_PORT = 5432;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]+");
  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[\\p{Alnum}._-]+)?");

  public ServerAddress {
    Objects.requireNonNull(host);
    if (host.isEmpty()) {
      host = DEFAULT_HOST;
    }
    // libpq takes these for a directory of sockets and for an abstract socket; pgjdbc has TCP only.
    if (host.startsWith("/") || host.startsWith("@")) {
      throw InvalidConnectionUrlException.refused(
          "The host is a Unix-domain socket, which the JDBC driver cannot reach",
          "Name the host that PostgreSQL listens on over TCP, such as localhost:5432");
    }
    if (!NAME.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      throw InvalidConnectionUrlException.malformed(
          "The host contains a character that no host name or address has");
    }
    if (port < 1 || port > 65535) {
      throw invalidPort();
    }
  }

  /** An address from the two texts of a URL; empty ones stand for the defaults. */
  static ServerAddress of(String host, String port) {
    if (port.isEmpty()) {
      return new ServerAddress(host, DEFAULT_PORT);
    }
    if (!port.matches("[0-9]{1,5}")) {
      throw invalidPort();
    }
    return new ServerAddress(host, Integer.parseInt(port));
  }

  private static InvalidConnectionUrlException invalidPort() {
    return InvalidConnectionUrlException.malformed(
        "The port is not a number between 1 and 65535 (or the user name or password has a"
            + " character that must be percent-encoded: / as %2F, @ as %40)");
  }

  /** The first label of the host name, which is where providers put their marks. */
  String firstLabel() {
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  /** {@code host:port}, with brackets around an IPv6 address. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}

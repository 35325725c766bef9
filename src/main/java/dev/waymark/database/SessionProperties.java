package dev.waymark.database;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What Waymark adds to the properties of an address, for each of its two kinds of connection. */
public final class SessionProperties {
  /** Seconds until a host that does not answer is given up, unless the URL says otherwise. */
  static final int CONNECT_TIMEOUT_SECONDS = 10;

  private static final String CHECK_INTERVAL = "client_connection_check_interval";
  private static final int CHECK_INTERVAL_MS = 1000;

  /** What makes the server notice a client that has fallen silent, in its kernel and at once. */
  private static final List<String> SILENCE =
      List.of(
          "tcp_keepalives_idle",
          "tcp_keepalives_interval",
          "tcp_keepalives_count",
          "tcp_user_timeout");

  private SessionProperties() {}

  /**
   * The properties of a connection that may lead through a transaction pooler. Server-side prepared
   * statements are off: before PgBouncer 1.21 they end in {@code prepared statement "S_1" already
   * exists}.
   */
  public static SortedMap<String, String> pooled(ConnectionUrl url, NetworkLimits limits) {
    SortedMap<String, String> properties = common(url, limits);
    properties.put("prepareThreshold", "0");
    return properties;
  }

  /** The same with the limits that are good for nearly all networks. */
  public static SortedMap<String, String> pooled(ConnectionUrl url) {
    return pooled(url, NetworkLimits.DEFAULT);
  }

  /**
   * The properties of a connection to PostgreSQL itself. The server looks every second whether its
   * client is still there, so that the backend and the locks of a killed process are gone as fast,
   * and has its kernel probe a client from which nothing comes, so that those of a process behind a
   * cut network are gone after the limit. The first needs PostgreSQL 14; an address whose own
   * {@code options} name one of the settings keeps its value.
   */
  public static SortedMap<String, String> direct(ConnectionUrl url, NetworkLimits limits) {
    SortedMap<String, String> properties = common(url, limits);
    StringBuilder options = new StringBuilder(properties.getOrDefault("options", ""));
    addOption(options, CHECK_INTERVAL, String.valueOf(CHECK_INTERVAL_MS));
    SILENCE.forEach(name -> addOption(options, name, limits.serverOption(name)));
    properties.put("options", options.toString());
    return properties;
  }

  /** The same with the limits that are good for nearly all networks. */
  public static SortedMap<String, String> direct(ConnectionUrl url) {
    return direct(url, NetworkLimits.DEFAULT);
  }

  private static void addOption(StringBuilder options, String name, String value) {
    if (options.indexOf(name) < 0) {
      options.append(options.isEmpty() ? "" : " ");
      options.append("-c ").append(name).append('=').append(value);
    }
  }

  /** Whether the server is asked, at the start of a session, to look after its client. */
  static boolean asksForCheckInterval(ConnectionUrl url) {
    return direct(url)
        .getOrDefault("options", "")
        .contains(CHECK_INTERVAL + "=" + CHECK_INTERVAL_MS);
  }

  private static SortedMap<String, String> common(ConnectionUrl url, NetworkLimits limits) {
    SortedMap<String, String> properties = new TreeMap<>(url.properties());
    properties.putIfAbsent("ApplicationName", "waymark");
    // So that the driver gives its name when a session begins, and not with a question of its own.
    properties.putIfAbsent("assumeMinServerVersion", "9.0");
    properties.putIfAbsent("tcpKeepAlive", "true");
    properties.putIfAbsent("connectTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS));
    properties.putIfAbsent("socketTimeout", String.valueOf(limits.read().toSeconds()));
    limitLogin(properties, url.hosts().size());
    return properties;
  }

  /**
   * libpq's timeout covers all of connecting to a host; pgjdbc's only the socket's part. A proxy
   * that accepts and then says nothing would hold the caller for ever without a limit on both.
   */
  private static void limitLogin(SortedMap<String, String> properties, int hosts) {
    String connectTimeout = properties.get("connectTimeout");
    if (connectTimeout.matches("[1-9][0-9]{0,5}")) {
      properties.putIfAbsent(
          "loginTimeout", String.valueOf((long) hosts * Integer.parseInt(connectTimeout)));
    }
  }
}

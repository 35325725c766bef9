package dev.waymark.database;

import java.util.SortedMap;
import java.util.TreeMap;

/** What Waymark adds to the properties of an address, for each of its two kinds of connection. */
public final class SessionProperties {
  /** Seconds until a host that does not answer is given up, unless the URL says otherwise. */
  static final int CONNECT_TIMEOUT_SECONDS = 10;

  private static final String CHECK_INTERVAL = "client_connection_check_interval";
  private static final int CHECK_INTERVAL_MS = 1000;

  private SessionProperties() {}

  /**
   * The properties of a connection that may lead through a transaction pooler. Server-side prepared
   * statements are off: before PgBouncer 1.21 they end in {@code prepared statement "S_1" already
   * exists}.
   */
  public static SortedMap<String, String> pooled(ConnectionUrl url) {
    SortedMap<String, String> properties = common(url);
    properties.put("prepareThreshold", "0");
    return properties;
  }

  /**
   * The properties of a connection to PostgreSQL itself. The server looks every second whether its
   * client is still there, so that the backend and the locks of a killed process are gone as fast.
   * That needs PostgreSQL 14; an address whose own {@code options} name the setting keeps its
   * value.
   */
  public static SortedMap<String, String> direct(ConnectionUrl url) {
    SortedMap<String, String> properties = common(url);
    String given = properties.getOrDefault("options", "");
    if (!given.contains(CHECK_INTERVAL)) {
      String interval = "-c " + CHECK_INTERVAL + "=" + CHECK_INTERVAL_MS;
      properties.put("options", given.isEmpty() ? interval : given + " " + interval);
    }
    return properties;
  }

  /** Whether the server is asked, at the start of a session, to look after its client. */
  static boolean asksForCheckInterval(ConnectionUrl url) {
    return direct(url)
        .getOrDefault("options", "")
        .contains(CHECK_INTERVAL + "=" + CHECK_INTERVAL_MS);
  }

  private static SortedMap<String, String> common(ConnectionUrl url) {
    SortedMap<String, String> properties = new TreeMap<>(url.properties());
    properties.putIfAbsent("ApplicationName", "waymark");
    properties.putIfAbsent("tcpKeepAlive", "true");
    properties.putIfAbsent("connectTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS));
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

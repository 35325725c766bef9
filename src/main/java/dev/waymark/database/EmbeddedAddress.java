package dev.waymark.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Where the embedded database of development listens. The port is chosen once for the whole JVM and
 * kept in a system property, since a live reload loads this class anew.
 */
public final class EmbeddedAddress {
  private static final String PORT_PROPERTY = "dev.waymark.embedded.port";

  private EmbeddedAddress() {}

  /** A free port on the loopback address, the same one for as long as the JVM lives. */
  public static int port() {
    synchronized (System.class) {
      String known = System.getProperty(PORT_PROPERTY);
      if (known != null) {
        return Integer.parseInt(known);
      }
      int port = freePort();
      System.setProperty(PORT_PROPERTY, String.valueOf(port));
      return port;
    }
  }

  /** The address as {@code DATABASE_URL} would give it; it has no secret. */
  public static String url() {
    return "postgresql://postgres@localhost:" + port() + "/postgres";
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException exception) {
      throw new UncheckedIOException("No free port on the loopback address", exception);
    }
  }
}

package dev.waymark.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL for development, that lives as long as the developer's JVM. Its library does
 * not travel in what is deployed, so only code of the development profile may touch this class.
 */
public final class EmbeddedDatabase {
  private static final String STARTED_PROPERTY = "dev.waymark.embedded.started";
  private static final String ELSEWHERE =
      " Or set DATABASE_URL to a PostgreSQL that runs elsewhere; then no embedded one is started.";

  private EmbeddedDatabase() {}

  /**
   * Starts PostgreSQL at {@link EmbeddedAddress} unless this JVM already did; it stops with the JVM
   * and leaves nothing behind. A system property remembers it across live reloads.
   *
   * @throws IllegalStateException saying what happened, why, and what to do
   */
  public static void startOnce() {
    synchronized (System.class) {
      if (System.getProperty(STARTED_PROPERTY) == null) {
        start();
        System.setProperty(STARTED_PROPERTY, "true");
      }
    }
  }

  // The server is closed by the shutdown hook that its library registers.
  @SuppressWarnings("resource")
  private static void start() {
    try {
      EmbeddedPostgres.builder().setPort(EmbeddedAddress.port()).start();
    } catch (IOException | RuntimeException exception) {
      throw new IllegalStateException(explain(exception), exception);
    }
  }

  private static String explain(Exception exception) {
    if ("root".equals(System.getProperty("user.name")) && !unshareWorks()) {
      return "The embedded PostgreSQL did not start: it refuses to run as root, and this machine"
          + " forbids `unshare -U`, which would give it another user. Run as an ordinary user."
          + ELSEWHERE;
    }
    return "The embedded PostgreSQL did not start: "
        + exception.getMessage()
        + ". -Dquarkus.log.category.\"io.zonky\".level=INFO shows what it printed."
        + ELSEWHERE;
  }

  private static boolean unshareWorks() {
    try {
      Process process =
          new ProcessBuilder("unshare", "-U", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException exception) {
      return false;
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

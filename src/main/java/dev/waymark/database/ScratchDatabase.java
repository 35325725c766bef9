package dev.waymark.database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * An empty database beside the live one, with its encoding, locale and settings. It exists until it
 * is closed, until its time is over, or until its process is gone and the next one drops what was
 * left.
 *
 * <p>The connection that creates it holds an advisory lock meanwhile, whose key is the number in
 * the database's name: whoever sees the database and no lock knows that nobody uses it.
 */
public final class ScratchDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ScratchDatabase.class);
  private static final String CREATE = Sql.read("scratch_create.sql");
  private static final String LEFTOVERS = Sql.read("scratch_leftovers.sql");

  private final DirectConnection direct;
  private final Connection holder;
  private final long key;
  private DataSource dataSource;
  private CompletableFuture<Void> expiry;
  private volatile boolean expired;

  private ScratchDatabase(DirectConnection direct, Connection holder, long key) {
    this.direct = direct;
    this.holder = holder;
    this.key = key;
  }

  /**
   * Drops what crashed processes left, then creates a database on the server of the connection.
   *
   * @param lifetime after which it is dropped under whoever uses it, whose statement then ends with
   *     an error
   * @throws IllegalStateException when the address is refused or missing: ask it before
   * @throws SQLException if it may not be created (SQLSTATE 42501) or the server is gone
   */
  public static ScratchDatabase create(DirectConnection direct, Duration lifetime)
      throws SQLException {
    Connection holder = direct.open();
    // Not a constant: a native executable would carry the one that its build seeded.
    long key = new SecureRandom().nextLong();
    ScratchDatabase scratch = new ScratchDatabase(direct, holder, key);
    try {
      dropLeftovers(holder);
      // Before it is created, so that there is no moment at which it looks like a leftover.
      Sql.execute(holder, "SELECT pg_catalog.pg_advisory_lock(" + scratch.key + ")");
      Sql.execute(holder, Sql.strings(holder, CREATE, scratch.name()).get(0));
      scratch.dataSource = ScratchDataSource.of(direct, scratch.name(), holder, lifetime);
      scratch.expireAfter(lifetime);
      return scratch;
    } catch (SQLException | RuntimeException exception) {
      scratch.close();
      throw exception;
    }
  }

  /**
   * Drops the scratch databases that nobody uses.
   *
   * @return their names
   * @throws SQLException if the server cannot be asked
   */
  public static List<String> dropLeftovers(DirectConnection direct) throws SQLException {
    try (Connection connection = direct.open()) {
      return dropLeftovers(connection);
    }
  }

  /** Its name. */
  public String name() {
    return "waymark_scratch_%016x".formatted(key);
  }

  /** Opens connections to it, as the direct connection's user and with its parameters. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Whether its time was over before it was closed. */
  public boolean isExpired() {
    return expired;
  }

  /** Drops it, whoever is still connected. What cannot be dropped now is dropped as a leftover. */
  @Override
  public void close() {
    if (expiry != null) {
      expiry.cancel(false);
    }
    try {
      if (!drop(holder, name())) {
        dropOverAnother();
      }
    } finally {
      release();
    }
  }

  private void expireAfter(Duration lifetime) {
    Executor later =
        CompletableFuture.delayedExecutor(
            lifetime.toMillis(), TimeUnit.MILLISECONDS, new OwnThread("scratch-expiry"));
    expiry = CompletableFuture.runAsync(this::expire, later);
  }

  private void expire() {
    expired = true;
    dropOverAnother();
  }

  private void dropOverAnother() {
    try (Connection other = direct.open()) {
      drop(other, name());
    } catch (SQLException exception) {
      LOG.warnf("The scratch database %s is left behind: %s", name(), exception.getMessage());
    }
  }

  private void release() {
    try (Connection closing = holder) {
      Sql.execute(closing, "SELECT pg_catalog.pg_advisory_unlock(" + key + ")");
    } catch (SQLException exception) {
      LOG.debugf("The lock of %s ended with its connection", name());
    }
  }

  private static List<String> dropLeftovers(Connection connection) throws SQLException {
    return Sql.strings(connection, LEFTOVERS).stream()
        .filter(name -> drop(connection, name))
        .peek(name -> LOG.infof("Dropped %s, which a crashed process had left behind", name))
        .toList();
  }

  private static boolean drop(Connection connection, String name) {
    try {
      Sql.execute(connection, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      return true;
    } catch (SQLException exception) {
      LOG.warnf("The scratch database %s could not be dropped: %s", name, exception.getMessage());
      return false;
    }
  }
}

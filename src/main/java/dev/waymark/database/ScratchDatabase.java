package dev.waymark.database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * the database's name: a process that sees the database and no lock knows that no other uses it.
 */
public final class ScratchDatabase implements AutoCloseable {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String WRONG_OBJECT_TYPE = "42809";
  private static final Logger LOG = Logger.getLogger(ScratchDatabase.class);
  private static final String CREATE = Sql.read("scratch_create.sql");
  private static final String LEFTOVERS = Sql.read("scratch_leftovers.sql");
  private static final String HARMLESS = Sql.read("scratch_role_harmless.sql");

  private final DirectConnection direct;
  private final Connection holder;
  private final long key;
  private DataSource dataSource;
  private DataSource makerDataSource;
  private Map<String, String> roles = Map.of();
  private boolean restricted;
  private boolean publicGiven;
  private CompletableFuture<Void> expiry;
  private volatile boolean expired;

  /**
   * What is executed there names them.
   *
   * @param all those that count if they are there
   * @param made those that count in any case
   */
  record NamedRoles(Collection<String> all, Collection<String> made) {}

  private ScratchDatabase(DirectConnection direct, Connection holder, long key) {
    this.direct = direct;
    this.holder = holder;
    this.key = key;
  }

  /**
   * Drops what crashed processes left, then creates a database on the server of the connection,
   * used by the connection's own user.
   *
   * @param lifetime after which it is dropped under the session that uses it, whose statement then
   *     ends with an error
   * @throws IllegalStateException when the address is refused or missing: ask it before
   * @throws SQLException if it may not be created (SQLSTATE 42501) or the server is gone
   */
  public static ScratchDatabase create(DirectConnection direct, Duration lifetime)
      throws SQLException {
    return create(ScratchServer.beside(direct), Optional.empty(), lifetime);
  }

  /**
   * The same, for a role that is made for it and may do nothing else.
   *
   * @param roles the roles that what is executed there names; each that there is gets a stand-in
   * @throws SQLException also if the role may not be made or cannot log in
   */
  public static ScratchDatabase createRestricted(
      ScratchServer server, Collection<String> roles, Duration lifetime) throws SQLException {
    return createRestricted(server, roles, List.of(), lifetime);
  }

  /**
   * The same where some roles need not be there.
   *
   * @param made the roles that what is executed there would make: each gets a stand-in
   * @throws SQLException as above
   */
  public static ScratchDatabase createRestricted(
      ScratchServer server, Collection<String> roles, Collection<String> made, Duration lifetime)
      throws SQLException {
    return create(server, Optional.of(new NamedRoles(roles, made)), lifetime);
  }

  /** The same for the own user of the server's connection. */
  public static ScratchDatabase create(ScratchServer server, Duration lifetime)
      throws SQLException {
    return create(server, Optional.empty(), lifetime);
  }

  private static ScratchDatabase create(
      ScratchServer server, Optional<NamedRoles> roles, Duration lifetime) throws SQLException {
    Connection holder = server.connection().open();
    // Not a constant: a native executable would carry the one that its build seeded.
    long key = new SecureRandom().nextLong();
    ScratchDatabase scratch = new ScratchDatabase(server.connection(), holder, key);
    try {
      // What a database says for its sessions is too short for one that copies a database.
      Sql.execute(holder, "SET statement_timeout = 0");
      dropLeftovers(holder);
      // Before it is created, so that there is no moment at which it looks like a leftover.
      Sql.execute(holder, "SELECT pg_catalog.pg_advisory_lock(" + scratch.key + ")");
      if (server.named().isEmpty()) {
        scratch.fill(server, holder, roles, lifetime);
      } else {
        try (Connection live = server.live().open()) {
          scratch.fill(server, live, roles, lifetime);
        }
      }
      scratch.expireAfter(lifetime);
      return scratch;
    } catch (SQLException | RuntimeException exception) {
      scratch.close();
      throw exception;
    }
  }

  private void fill(
      ScratchServer server, Connection live, Optional<NamedRoles> named, Duration lifetime)
      throws SQLException {
    String create = Sql.strings(live, CREATE, name()).get(0);
    makerDataSource = ScratchDataSource.of(server, name(), live, lifetime);
    if (named.isEmpty()) {
      Sql.execute(holder, create);
      dataSource = makerDataSource;
      return;
    }
    restricted = true;
    ScratchRole role = ScratchRole.make(holder, name(), named.get(), lifetime);
    roles = role.standIns();
    Sql.execute(holder, create + " OWNER " + role.name());
    dataSource = ScratchDataSource.of(server, name(), live, lifetime, role);
    try (Connection own = makerDataSource.getConnection()) {
      publicGiven = PublicSchema.give(own, role.name());
    }
    try (Connection itself = dataSource.getConnection()) {
      requireHarmless(itself);
    } catch (SQLException exception) {
      throw new ScratchRoleUnusable(exception);
    }
  }

  /** It was made with nothing; what a server gives to every role is not known from here. */
  private static void requireHarmless(Connection itself) throws SQLException {
    if (!Sql.strings(itself, HARMLESS).get(0).equals("t")) {
      throw new SQLException(
          "The role made for the scratch database has more rights than it was given");
    }
  }

  /**
   * Drops the scratch databases that no process uses.
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

  /**
   * Which role stands for which in it, by the names of the roles that are stood for; empty if it is
   * used by the connection's own user.
   */
  public Map<String, String> roles() {
    return roles;
  }

  /**
   * Opens connections to it with the direct connection's parameters, as the role made for it or
   * else as the direct connection's user.
   */
  public DataSource dataSource() {
    return dataSource;
  }

  /**
   * Opens connections to it as {@link #dataSource} does, which take a script of several statements
   * as it is.
   */
  public DataSource scriptDataSource() {
    return ScratchDataSource.forScripts(dataSource);
  }

  /** Opens connections to it as the user that made it. */
  public DataSource makerDataSource() {
    return makerDataSource;
  }

  /**
   * Gives back what was given to the role for the sake of its scripts, before what they have made
   * is looked at.
   */
  public void restore() throws SQLException {
    if (publicGiven) {
      try (Connection own = makerDataSource.getConnection()) {
        PublicSchema.takeBack(own, name());
      }
    }
  }

  /** Whether its time was over before it was closed. */
  public boolean isExpired() {
    return expired;
  }

  /**
   * Drops it, also under sessions that are still connected. What cannot be dropped now is dropped
   * as a leftover.
   */
  @Override
  public void close() {
    if (expiry != null) {
      expiry.cancel(false);
    }
    try {
      if (!drop(holder, name())) {
        dropOverAnother();
      }
      if (restricted) {
        dropRoles();
      }
    } finally {
      release();
    }
  }

  /**
   * Drops it now, under the sessions that use it, whose statements end with an error; it is closed
   * as ever.
   */
  public void abandon() {
    dropOverAnother();
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

  private void dropRoles() {
    try (Connection other = direct.open()) {
      ScratchRole.drop(other, name());
    } catch (SQLException exception) {
      LOG.warnf("The role %s is left behind: %s", name(), exception.getMessage());
    }
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
      Sql.execute(closing, "RESET statement_timeout");
    } catch (SQLException exception) {
      LOG.debugf("The lock of %s ended with its connection", name());
    }
  }

  private static List<String> dropLeftovers(Connection connection) throws SQLException {
    List<String> dropped =
        Sql.strings(connection, LEFTOVERS).stream()
            .filter(name -> drop(connection, name))
            .peek(name -> LOG.infof("Dropped %s, which a crashed process had left behind", name))
            .toList();
    ScratchRole.dropLeftovers(connection);
    return dropped;
  }

  private static boolean drop(Connection connection, String name) {
    try {
      try {
        dropWhoeverIsConnected(connection, name);
      } catch (SQLException exception) {
        if (!WRONG_OBJECT_TYPE.equals(exception.getSQLState())) {
          throw exception;
        }
        // Its owner may make it a template, and so may a script that is replayed by its owner.
        Sql.execute(connection, "ALTER DATABASE " + name + " IS_TEMPLATE false");
        dropWhoeverIsConnected(connection, name);
      }
      return true;
    } catch (SQLException exception) {
      LOG.warnf("The scratch database %s could not be dropped: %s", name, exception.getMessage());
      return false;
    }
  }

  private static void dropWhoeverIsConnected(Connection connection, String name)
      throws SQLException {
    String drop = "DROP DATABASE IF EXISTS " + name;
    try {
      Sql.execute(connection, drop + " WITH (FORCE)");
    } catch (SQLException exception) {
      if (!INSUFFICIENT_PRIVILEGE.equals(exception.getSQLState())) {
        throw exception;
      }
      // Only a superuser may end an autovacuum worker. Without FORCE it is asked to go, by
      // whomever.
      Sql.execute(connection, drop);
    }
  }
}

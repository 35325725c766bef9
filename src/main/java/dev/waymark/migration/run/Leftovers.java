package dev.waymark.migration.run;

import dev.waymark.migration.InvalidIndex;
import dev.waymark.migration.Migration;
import dev.waymark.migration.RunEvent.AlreadyDone;
import dev.waymark.migration.RunEvent.LeftoverDropped;
import dev.waymark.migration.script.ConcurrentChange;
import dev.waymark.migration.session.IndexSeen;
import dev.waymark.migration.session.PartitionSeen;
import dev.waymark.migration.session.RebuiltCopies;
import dev.waymark.migration.store.IndexBuild;
import dev.waymark.migration.store.ScriptRecords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Sees to what an attempt of a migration that was cut off left behind, and no transaction rolled
 * back: a half-built index, or one that is already gone. What is provably the migration's own is
 * dropped, or left out, before it is tried again; everything else is named and not touched.
 */
public final class Leftovers {
  /**
   * The same words wherever a half-built index of a migration is named that is still to be applied.
   */
  public static final String REMEDY =
      "Mend first what made the build fail, if it failed, such as duplicates; then run again: the"
          + " run drops the index and builds it anew.";

  private static final String ALREADY_THERE = "42P07";

  /** The namespace of what is written down and is no index. */
  private static final String NO_INDEX = "";

  private final ScriptRecords records;
  private final LiveRun live;
  private final String history;

  Leftovers(ScriptRecords records, LiveRun live, String history) {
    this.records = records;
    this.live = live;
    this.history = history;
  }

  /**
   * Makes the way free for a statement that is about to run outside a transaction.
   *
   * @param changes what the statement changes concurrently; empty for any other
   * @param connection the session, under the search_path of the script
   * @return whether the statement has its effect already, and is to be left out
   * @throws SQLException if something is in the way that is not provably the script's own
   */
  boolean seeTo(Migration migration, List<ConcurrentChange> changes, Connection connection)
      throws SQLException {
    boolean done = false;
    for (ConcurrentChange change : changes) {
      if (change instanceof ConcurrentChange.Create create && create.name() != null) {
        beforeCreate(migration, create, connection);
      } else if (change instanceof ConcurrentChange.Rebuild rebuild) {
        beforeRebuild(migration, rebuild, connection);
      } else if (change instanceof ConcurrentChange.Drop drop) {
        done = beforeDrop(migration, drop, connection);
      } else if (change instanceof ConcurrentChange.Detach detach) {
        done = beforeDetach(migration, detach, connection);
      }
    }
    return done;
  }

  /** The migration is recorded as applied. */
  void applied(Migration migration) {
    records.forgetBuilds(history, migration.script());
    records.forgetProgress(history, migration.script());
  }

  private void beforeCreate(
      Migration migration, ConcurrentChange.Create create, Connection connection)
      throws SQLException {
    Optional<IndexSeen> found =
        IndexSeen.ofTable(connection, create.schema(), create.table(), create.name());
    if (found.isEmpty()) {
      // No such table: PostgreSQL says that best.
      return;
    }
    IndexSeen index = found.get();
    if (index.oid() != null) {
      Optional<IndexBuild> before = before(migration, index.name());
      boolean own =
          index.ofTable()
              && before.isPresent()
              && index.namespace().equals(before.get().namespace())
              && !index.oid().equals(before.get().oidBefore());
      if (own) {
        alone(connection, index.drop());
        dropped(migration, index.namespace(), index.name());
      } else if (create.ifNotExists() && index.valid()) {
        return;
      } else {
        throw inTheWay(index);
      }
    }
    keep(migration, index.namespace(), index.name(), null);
  }

  private boolean beforeDrop(Migration migration, ConcurrentChange.Drop drop, Connection connection)
      throws SQLException {
    Optional<IndexSeen> index = IndexSeen.named(connection, drop.schema(), drop.name());
    if (index.isPresent()) {
      keep(migration, index.get().namespace(), drop.name(), index.get().oid());
      return false;
    }
    boolean dropped =
        before(migration, drop.name()).filter(before -> before.oidBefore() != null).isPresent();
    if (dropped) {
      isDone(migration, drop.name());
    }
    return dropped;
  }

  /** Rebuilding anew is always right; what is left of the copy that was cut off is not. */
  private void beforeRebuild(
      Migration migration, ConcurrentChange.Rebuild rebuild, Connection connection)
      throws SQLException {
    String what = "REINDEX %s %s.%s".formatted(rebuild.target(), rebuild.schema(), rebuild.name());
    if (before(migration, what).isPresent()) {
      for (InvalidIndex copy : RebuiltCopies.of(connection, rebuild)) {
        alone(connection, copy.mend());
        dropped(migration, copy.namespace(), copy.name());
      }
    }
    keep(migration, NO_INDEX, what, null);
  }

  private boolean beforeDetach(
      Migration migration, ConcurrentChange.Detach detach, Connection connection)
      throws SQLException {
    String what = "DETACH %s FROM %s".formatted(detach.partition(), detach.table());
    Optional<PartitionSeen> partition = PartitionSeen.of(connection, detach);
    boolean begun = before(migration, what).isPresent();
    if (partition.isPresent() && !partition.get().detachPending()) {
      keep(migration, NO_INDEX, what, partition.get().oid());
      return false;
    }
    if (!begun) {
      // Somebody else's, or a mistake in the script: PostgreSQL says that best.
      return false;
    }
    if (partition.isPresent()) {
      alone(connection, PartitionSeen.finish(detach));
    }
    isDone(migration, detach.partition());
    return true;
  }

  private void dropped(Migration migration, String namespace, String index) {
    live.happened(
        new LeftoverDropped(migration.script(), migration.version(), namespace + "." + index));
  }

  private void isDone(Migration migration, String what) {
    live.happened(new AlreadyDone(migration.script(), migration.version(), what));
  }

  private Optional<IndexBuild> before(Migration migration, String name) {
    return records.builds(history, migration.script()).stream()
        .filter(build -> build.name().equals(name))
        .filter(build -> Objects.equals(build.checksum(), migration.resolvedChecksum()))
        .findFirst();
  }

  private void keep(Migration migration, String namespace, String name, Long oidBefore) {
    records.keepBuild(
        history,
        migration.script(),
        new IndexBuild(namespace, name, migration.resolvedChecksum(), oidBefore),
        live.id());
  }

  private static SQLException inTheWay(IndexSeen index) {
    String what =
        index.valid()
            ? "The index %s.%s is already there, and nothing says that this migration made it. If"
                + " it is to be made anew, drop it first: %s;"
            : "The index %s.%s is already there and invalid: a build of it was cut off, and nothing"
                + " says that it was this migration's. Drop it, then run again: %s;";
    return new SQLException(
        what.formatted(index.namespace(), index.name(), index.drop()), ALREADY_THERE);
  }

  /** A statement of its own: PostgreSQL refuses to drop concurrently in a transaction. */
  private static void alone(Connection connection, String sql) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } finally {
      connection.setAutoCommit(autoCommit);
    }
  }
}

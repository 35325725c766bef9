package dev.waymark.migration.session;

import dev.waymark.database.Sql;
import dev.waymark.migration.script.ConcurrentChange.Detach;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A partition as a session sees it.
 *
 * @param oid its oid
 * @param detachPending whether detaching it was begun, and cut off
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-inherits.html">pg_inherits</a>
 */
public record PartitionSeen(long oid, boolean detachPending) {
  private static final String PARTITION = Sql.read(PartitionSeen.class, "partition.sql");

  /** The partition that is to be detached; empty if it is no partition of the table. */
  public static Optional<PartitionSeen> of(Connection connection, Detach detach)
      throws SQLException {
    try (var statement = connection.prepareStatement(PARTITION)) {
      statement.setString(1, partition(detach));
      statement.setString(2, table(detach));
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new PartitionSeen(row.getLong("oid"), row.getBoolean("pending")))
            : Optional.empty();
      }
    }
  }

  /** The statement that ends what was begun. */
  public static String finish(Detach detach) {
    return "ALTER TABLE %s DETACH PARTITION %s FINALIZE"
        .formatted(table(detach), partition(detach));
  }

  private static String table(Detach detach) {
    return IndexSeen.qualified(detach.schema(), detach.table());
  }

  private static String partition(Detach detach) {
    return IndexSeen.qualified(detach.partitionSchema(), detach.partition());
  }
}

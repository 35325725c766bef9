package dev.waymark.migration.session;

import dev.waymark.migration.InvalidIndex;
import dev.waymark.migration.script.ConcurrentChange.Rebuild;
import dev.waymark.migration.script.ConcurrentChange.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The invalid copies that a {@code REINDEX CONCURRENTLY} leaves behind when it is cut off.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-reindex.html">Rebuilding Indexes
 *     Concurrently</a>
 */
public final class RebuiltCopies {
  private static final String COPY = "_cc(new|old)[0-9]*$";

  private RebuiltCopies() {}

  /** Those of what is to be rebuilt, each with the statement that drops it. */
  public static List<InvalidIndex> of(Connection connection, Rebuild rebuild) throws SQLException {
    Predicate<InvalidIndex> belongs = belongs(connection, rebuild);
    return SessionWatch.invalidIndexes(connection).stream()
        .filter(index -> index.name().matches(".*" + COPY))
        .filter(belongs)
        .toList();
  }

  private static Predicate<InvalidIndex> belongs(Connection connection, Rebuild rebuild)
      throws SQLException {
    return switch (rebuild.target()) {
      case DATABASE -> index -> true;
      case SCHEMA -> index -> index.namespace().equals(rebuild.name());
      case INDEX, TABLE -> {
        Optional<IndexSeen> target = IndexSeen.named(connection, rebuild.schema(), rebuild.name());
        String namespace = target.map(IndexSeen::namespace).orElse(null);
        boolean table = rebuild.target() == Target.TABLE;
        yield index ->
            index.namespace().equals(namespace)
                && (table
                    ? index.table().equals(rebuild.name())
                    : index.name().replaceAll(COPY, "").equals(rebuild.name()));
      }
    };
  }
}

package dev.waymark.migration.session;

import dev.waymark.migration.InvalidIndex;
import dev.waymark.migration.script.ConcurrentChange.Rebuild;
import dev.waymark.migration.script.ConcurrentChange.Target;
import dev.waymark.migration.session.SessionWatch.Invalid;
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
    Predicate<Invalid> belongs = belongs(connection, rebuild);
    return SessionWatch.invalid(connection).stream()
        .filter(invalid -> invalid.index().name().matches(".*" + COPY))
        .filter(belongs)
        .map(Invalid::index)
        .toList();
  }

  private static Predicate<Invalid> belongs(Connection connection, Rebuild rebuild)
      throws SQLException {
    return switch (rebuild.target()) {
      case DATABASE -> invalid -> true;
      case SCHEMA -> invalid -> invalid.tableNamespace().equals(rebuild.name());
      case INDEX, TABLE -> {
        Optional<IndexSeen> target = IndexSeen.named(connection, rebuild.schema(), rebuild.name());
        String namespace = target.map(IndexSeen::namespace).orElse(null);
        boolean table = rebuild.target() == Target.TABLE;
        yield invalid ->
            table
                ? invalid.tableNamespace().equals(namespace)
                    && invalid.index().table().equals(rebuild.name())
                : invalid.index().namespace().equals(namespace)
                    && invalid.index().name().replaceAll(COPY, "").equals(rebuild.name());
      }
    };
  }
}

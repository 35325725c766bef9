package dev.waymark.migration.script;

import static dev.waymark.migration.script.StatementKind.NON_TRANSACTIONAL;
import static dev.waymark.migration.script.StatementKind.UNDECIDABLE;

import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Reindex_stmtContext;

/** {@code REINDEX} in its forms. */
final class Reindex {
  private Reindex() {}

  static StatementKind kind(Reindex_stmtContext reindex) {
    boolean many = reindex.INDEX() == null && reindex.TABLE() == null;
    // An index or table that is partitioned is rebuilt part by part, each in its own transaction.
    return isConcurrent(reindex) || many ? NON_TRANSACTIONAL : UNDECIDABLE;
  }

  static String command(Reindex_stmtContext reindex) {
    return "REINDEX " + target(reindex) + (isConcurrent(reindex) ? " CONCURRENTLY" : "");
  }

  static boolean isConcurrent(Reindex_stmtContext reindex) {
    if (reindex.CONCURRENTLY() != null) {
      return true;
    }
    return reindex.reindex_options() != null
        && reindex.reindex_options().reindex_option().stream()
            .filter(option -> option.CONCURRENTLY() != null)
            .anyMatch(
                option ->
                    option.boolean_value() == null
                        || !Literal.isOff(SqlName.source(option.boolean_value())));
  }

  static ConcurrentChange.Rebuild rebuild(Reindex_stmtContext reindex, int line) {
    SqlName name =
        reindex.schema_qualified_name() == null
            ? new SqlName(null, null)
            : SqlName.of(reindex.schema_qualified_name());
    return new ConcurrentChange.Rebuild(target(reindex), name.schema(), name.name(), line);
  }

  private static ConcurrentChange.Target target(Reindex_stmtContext reindex) {
    if (reindex.INDEX() != null) {
      return ConcurrentChange.Target.INDEX;
    }
    if (reindex.TABLE() != null) {
      return ConcurrentChange.Target.TABLE;
    }
    return reindex.SCHEMA() != null
        ? ConcurrentChange.Target.SCHEMA
        : ConcurrentChange.Target.DATABASE;
  }
}

package dev.waymark.migration.script;

import static java.util.stream.Collectors.joining;

import dev.waymark.migration.script.Dropped.Named;
import dev.waymark.migration.script.TouchedRows.How;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Data_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Delete_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.From_itemContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.IdentifierContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Merge_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_stmtContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Update_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.With_clauseContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.With_queryContext;

/**
 * The rows that a query deletes or changes, also in the queries of its {@code WITH}: PostgreSQL
 * executes all of them over what was there before the first.
 */
final class RowsOfQuery {
  private static final String OF_RETURNED =
      "Which rows, depends on what another part of the statement returns.";
  private static final String OF_CURSOR = "It is the row at which a cursor stands.";
  private static final String OF_MERGE = "MERGE decides it row by row.";

  private static final Pattern MERGED_AWAY =
      Pattern.compile("\\bTHEN\\s+DELETE\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern MERGED =
      Pattern.compile("\\bTHEN\\s+UPDATE\\b", Pattern.CASE_INSENSITIVE);

  /**
   * What a query can name beside tables.
   *
   * @param read queries that only read, by name
   * @param returned the names of those that hold what a change returns
   * @param recursive whether one may name itself
   */
  private record Scope(Map<String, String> read, Set<String> returned, boolean recursive) {
    static final Scope NOTHING = new Scope(Map.of(), Set.of(), false);

    Scope with(With_clauseContext clause) {
      if (clause == null) {
        return this;
      }
      Map<String, String> reads = new LinkedHashMap<>(read);
      Set<String> changes = new TreeSet<>(returned);
      for (With_queryContext query : clause.with_query()) {
        String name = SqlName.of(query.query_name);
        String source = SqlName.source(query);
        boolean only =
            query.data_statement().select_stmt() != null
                && changes.stream().noneMatch(it -> names(source, it));
        reads.remove(name);
        changes.remove(name);
        if (only) {
          reads.put(name, source);
        } else {
          changes.add(name);
        }
      }
      return new Scope(reads, changes, recursive || clause.RECURSIVE() != null);
    }

    String text() {
      return read.isEmpty()
          ? null
          : "WITH " + (recursive ? "RECURSIVE " : "") + String.join(", ", read.values());
    }

    boolean needsReturned(String... parts) {
      for (String part : parts) {
        if (part != null && returned.stream().anyMatch(it -> names(part, it))) {
          return true;
        }
      }
      return false;
    }

    private static boolean names(String text, String name) {
      return Pattern.compile(
              "(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
          .matcher(text)
          .find();
    }
  }

  private final List<TouchedRows> found = new ArrayList<>();

  private RowsOfQuery() {}

  static List<TouchedRows> of(Data_statementContext query) {
    var rows = new RowsOfQuery();
    rows.query(query, Scope.NOTHING);
    return rows.found;
  }

  static List<TouchedRows> of(Select_stmtContext query) {
    var rows = new RowsOfQuery();
    rows.with(query.with_clause(), Scope.NOTHING);
    return rows.found;
  }

  private void query(Data_statementContext query, Scope outer) {
    if (query.delete_stmt_for_psql() != null) {
      deleted(query.delete_stmt_for_psql(), outer);
    } else if (query.update_stmt_for_psql() != null) {
      updated(query.update_stmt_for_psql(), outer);
    } else if (query.merge_stmt_for_psql() != null) {
      merged(query.merge_stmt_for_psql(), outer);
    } else if (query.insert_stmt_for_psql() != null) {
      with(query.insert_stmt_for_psql().with_clause(), outer);
    } else if (query.select_stmt() != null) {
      with(query.select_stmt().with_clause(), outer);
    }
  }

  /** Those of the queries before one; and what that one can name. */
  private Scope with(With_clauseContext clause, Scope outer) {
    Scope scope = outer.with(clause);
    if (clause != null) {
      for (With_queryContext each : clause.with_query()) {
        query(each.data_statement(), scope);
      }
    }
    return scope;
  }

  private void deleted(Delete_stmt_for_psqlContext delete, Scope outer) {
    Scope scope = with(delete.with_clause(), outer);
    SqlName name = SqlName.of(delete.delete_table_name);
    add(
        How.DELETED,
        name,
        delete.ONLY() != null,
        alias(delete.alias, name),
        scope,
        source(delete.from_item()),
        source(delete.vex()),
        delete.cursor != null);
  }

  private void updated(Update_stmt_for_psqlContext update, Scope outer) {
    Scope scope = with(update.with_clause(), outer);
    SqlName name = SqlName.of(update.update_table_name);
    add(
        How.UPDATED,
        name,
        update.ONLY() != null,
        alias(update.alias, name),
        scope,
        source(update.from_item()),
        source(update.vex()),
        update.cursor != null);
  }

  private void merged(Merge_stmt_for_psqlContext merge, Scope outer) {
    with(merge.with_clause(), outer);
    SqlName name = SqlName.of(merge.merge_table_name);
    String text = SqlName.source(merge);
    for (How how : List.of(How.DELETED, How.UPDATED)) {
      if ((how == How.DELETED ? MERGED_AWAY : MERGED).matcher(text).find()) {
        found.add(
            new TouchedRows(
                how, Named.of(name), false, alias(merge.alias, name), null, null, null, OF_MERGE));
      }
    }
  }

  private void add(
      How how,
      SqlName name,
      boolean only,
      String alias,
      Scope scope,
      String others,
      String condition,
      boolean ofCursor) {
    String uncounted =
        ofCursor ? OF_CURSOR : scope.needsReturned(others, condition) ? OF_RETURNED : null;
    found.add(
        new TouchedRows(
            how,
            Named.of(name),
            only,
            alias,
            others == null && condition == null ? null : scope.text(),
            others,
            condition,
            uncounted));
  }

  private static String alias(IdentifierContext written, SqlName name) {
    return Optional.ofNullable(written).map(SqlName::of).orElse(name.name());
  }

  private static String source(ParserRuleContext written) {
    return written == null ? null : SqlName.source(written);
  }

  private static String source(List<From_itemContext> items) {
    return items.isEmpty() ? null : items.stream().map(SqlName::source).collect(joining(", "));
  }
}

package dev.waymark.migration.script;

import static java.util.stream.Collectors.joining;

import dev.waymark.migration.script.Dropped.Named;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Data_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Delete_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.From_itemContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.IdentifierContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Only_table_multiplyContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Update_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.With_clauseContext;

/**
 * Rows that a statement deletes, updates or empties a table of, in its own words.
 *
 * @param how what it does to them
 * @param table the table
 * @param only whether rows of tables that inherit from it stay as they are
 * @param alias what the table is called in the statement
 * @param with the queries before it; null without any
 * @param others what it joins the table with; null if nothing
 * @param condition which rows; null if all
 */
public record TouchedRows(
    How how,
    Named table,
    boolean only,
    String alias,
    String with,
    String others,
    String condition) {

  /** What can be done to rows. */
  public enum How {
    DELETED,
    UPDATED,
    EMPTIED
  }

  /** Those of a statement; none where it cannot be said which. */
  static List<TouchedRows> of(StatementContext tree) {
    Data_statementContext data = tree.data_statement();
    if (data != null) {
      return Stream.concat(
              Optional.ofNullable(data.delete_stmt_for_psql()).flatMap(TouchedRows::of).stream(),
              Optional.ofNullable(data.update_stmt_for_psql()).flatMap(TouchedRows::of).stream())
          .toList();
    }
    return Optional.ofNullable(tree.script_statement())
        .map(script -> script.script_additional())
        .map(additional -> additional.additional_statement())
        .map(additional -> additional.truncate_stmt())
        .map(truncate -> truncate.only_table_multiply().stream().map(TouchedRows::of).toList())
        .orElse(List.of());
  }

  private static TouchedRows of(Only_table_multiplyContext table) {
    SqlName name = SqlName.of(table.schema_qualified_name());
    return new TouchedRows(
        How.EMPTIED, Named.of(name), table.ONLY() != null, name.name(), null, null, null);
  }

  private static Optional<TouchedRows> of(Delete_stmt_for_psqlContext delete) {
    SqlName name = SqlName.of(delete.delete_table_name);
    return delete.cursor != null || changes(delete.with_clause())
        ? Optional.empty()
        : Optional.of(
            new TouchedRows(
                How.DELETED,
                Named.of(name),
                delete.ONLY() != null,
                alias(delete.alias, name),
                source(delete.with_clause()),
                source(delete.from_item()),
                source(delete.vex())));
  }

  private static Optional<TouchedRows> of(Update_stmt_for_psqlContext update) {
    SqlName name = SqlName.of(update.update_table_name);
    return update.cursor != null || changes(update.with_clause())
        ? Optional.empty()
        : Optional.of(
            new TouchedRows(
                How.UPDATED,
                Named.of(name),
                update.ONLY() != null,
                alias(update.alias, name),
                source(update.with_clause()),
                source(update.from_item()),
                source(update.vex())));
  }

  private static String alias(IdentifierContext written, SqlName name) {
    return written == null ? name.name() : SqlName.of(written);
  }

  /** Whether a query before it does more than read. */
  private static boolean changes(With_clauseContext with) {
    return with != null
        && Grammar.below(with, Data_statementContext.class)
            .anyMatch(it -> it.select_stmt() == null);
  }

  private static String source(ParserRuleContext written) {
    return written == null ? null : SqlName.source(written);
  }

  private static String source(List<From_itemContext> items) {
    return items.isEmpty() ? null : items.stream().map(SqlName::source).collect(joining(", "));
  }

  TouchedRows in(List<String> path) {
    return new TouchedRows(how, table.in(path), only, alias, with, others, condition);
  }

  /** Whether they are all that the table has. */
  public boolean isAll() {
    return others == null && condition == null;
  }

  /**
   * A query that counts them.
   *
   * @param relation the table, as it is called where the query is executed
   */
  public String count(String relation) {
    String rows = where(condition);
    return Stream.of(
            with,
            "SELECT pg_catalog.count(*), NULL FROM",
            only ? "ONLY" : null,
            relation,
            "AS",
            '"' + alias.replace("\"", "\"\"") + '"',
            others == null ? rows : "WHERE EXISTS (SELECT FROM " + others + " " + rows + ")")
        .filter(Objects::nonNull)
        .collect(joining(" "))
        .strip();
  }

  private static String where(String condition) {
    return condition == null ? "" : "WHERE " + condition;
  }
}

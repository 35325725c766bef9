package dev.waymark.migration.script;

import dev.waymark.migration.script.EnumUses.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constr_bodyContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Insert_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_actionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_column_definitionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Update_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Values_stmtContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Values_valuesContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.VexContext;

/** Where a string becomes a value of the type of a column that the script itself has made. */
final class ColumnUses {
  private final KnownTables tables;
  private final List<Use> uses = new ArrayList<>();

  private ColumnUses(KnownTables tables) {
    this.tables = tables;
  }

  static Stream<Use> in(StatementContext tree, KnownTables tables) {
    ColumnUses found = new ColumnUses(tables);
    if (tree.data_statement() != null) {
      Optional.ofNullable(tree.data_statement().insert_stmt_for_psql()).ifPresent(found::insert);
      Optional.ofNullable(tree.data_statement().update_stmt_for_psql()).ifPresent(found::update);
    } else if (tree.schema_statement() != null) {
      EnumUses.create(tree)
          .map(create -> create.create_table_statement())
          .ifPresent(create -> found.definition(create, SqlName.of(create.name)));
      Optional.ofNullable(tree.schema_statement().schema_alter())
          .map(alter -> alter.alter_table_statement())
          .ifPresent(alter -> found.definition(alter, SqlName.of(alter.name)));
    }
    return found.uses.stream();
  }

  private void insert(Insert_stmt_for_psqlContext insert) {
    if (insert.select_stmt() == null) {
      return;
    }
    SqlName table = SqlName.of(insert.insert_table_name);
    var primary = insert.select_stmt().select_ops().select_primary();
    Values_stmtContext values = primary == null ? null : primary.values_stmt();
    if (values == null) {
      return;
    }
    for (Values_valuesContext row : values.values_values()) {
      for (int position = 0; position < row.vex().size() && row.DEFAULT().isEmpty(); position++) {
        add(column(insert, table, position), row.vex(position));
      }
    }
  }

  private Optional<SqlName> column(
      Insert_stmt_for_psqlContext insert, SqlName table, int position) {
    if (insert.insert_columns() == null) {
      return tables.type(table, position);
    }
    var columns = insert.insert_columns().indirection_identifier();
    return position < columns.size()
        ? tables.type(table, SqlName.folded(SqlName.source(columns.get(position))))
        : Optional.empty();
  }

  private void update(Update_stmt_for_psqlContext update) {
    SqlName table = SqlName.of(update.update_table_name);
    update.update_set().stream()
        .filter(set -> set.column.size() == 1 && set.value.size() == 1)
        .forEach(
            set ->
                add(
                    tables.type(table, SqlName.folded(SqlName.source(set.column.get(0)))),
                    set.value.get(0)));
  }

  /** Defaults and checks of a table that is made or changed. */
  private void definition(ParserRuleContext statement, SqlName table) {
    Grammar.below(statement, Table_column_definitionContext.class)
        .forEach(
            column ->
                column.constraint_common().stream()
                    .map(constraint -> constraint.constr_body().default_expr)
                    .filter(value -> value != null)
                    .forEach(value -> add(SqlName.of(column.data_type()), value)));
    Grammar.below(statement, Table_actionContext.class)
        .filter(action -> action.column != null && action.column_action() != null)
        .filter(action -> action.column_action().set_def_column() != null)
        .forEach(
            action ->
                add(
                    tables.type(table, SqlName.of(action.column)),
                    action.column_action().set_def_column().vex()));
    Grammar.below(statement, Constr_bodyContext.class)
        .filter(constraint -> constraint.CHECK() != null)
        .flatMap(constraint -> Grammar.below(constraint, VexContext.class))
        .filter(ColumnUses::compares)
        .forEach(comparison -> comparison(comparison, table));
  }

  private static boolean compares(VexContext vex) {
    return vex.vex().size() > 1
        && (vex.EQUAL() != null || vex.NOT_EQUAL() != null || vex.IN() != null);
  }

  private void comparison(VexContext comparison, SqlName table) {
    List<VexContext> operands = comparison.vex();
    for (VexContext operand : operands) {
      Optional<SqlName> type = tables.type(table, SqlName.folded(SqlName.source(operand)));
      if (type.isPresent()) {
        operands.forEach(other -> add(type, other));
      }
    }
  }

  private void add(Optional<SqlName> type, ParserRuleContext value) {
    type.flatMap(
            name ->
                Literal.alone(value).map(label -> new Use(name, label, value.getStart().getLine())))
        .ifPresent(uses::add);
  }
}

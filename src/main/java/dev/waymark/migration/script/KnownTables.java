package dev.waymark.migration.script;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Alter_table_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_table_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Data_typeContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Define_columnsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_actionContext;

/** The columns' types as far as a script itself has said them, by the names it uses. */
final class KnownTables {

  /** The columns in order, each with its type; empty for a type that has no name of its own. */
  private final Map<SqlName, Map<String, Optional<SqlName>>> tables = new HashMap<>();

  /** Those whose every column is known, so that values without names find theirs. */
  private final Map<SqlName, Boolean> complete = new HashMap<>();

  void clear() {
    tables.clear();
    complete.clear();
  }

  /** The type of a column; empty if it is not known. */
  Optional<SqlName> type(SqlName table, String column) {
    return tables.getOrDefault(table, Map.of()).getOrDefault(column, Optional.empty());
  }

  /** The type of the column in a position; empty if it is not known. */
  Optional<SqlName> type(SqlName table, int position) {
    return complete.getOrDefault(table, false)
        ? tables.get(table).values().stream().skip(position).findFirst().orElse(Optional.empty())
        : Optional.empty();
  }

  /** Takes note of what the statement says about columns. */
  void learn(StatementContext tree) {
    if (tree.schema_statement() == null) {
      return;
    }
    EnumUses.create(tree).map(create -> create.create_table_statement()).ifPresent(this::create);
    Optional.ofNullable(tree.schema_statement().schema_alter())
        .map(alter -> alter.alter_table_statement())
        .ifPresent(this::alter);
    if (tree.schema_statement().schema_drop() != null) {
      clear();
    }
  }

  private void create(Create_table_statementContext create) {
    SqlName name = SqlName.of(create.name);
    tables.remove(name);
    Define_columnsContext columns = create.define_table().define_columns();
    if (columns == null || create.if_not_exists() != null) {
      return;
    }
    boolean all = columns.INHERITS() == null;
    Map<String, Optional<SqlName>> types = new LinkedHashMap<>();
    for (var part : columns.table_column_def()) {
      all &= part.LIKE() == null;
      var column = part.table_column_definition();
      if (column != null) {
        types.put(SqlName.of(column.identifier()), SqlName.of(column.data_type()));
      }
    }
    tables.put(name, types);
    complete.put(name, all);
  }

  private void alter(Alter_table_statementContext alter) {
    SqlName name = SqlName.of(alter.name);
    for (Table_actionContext action : alter.table_action()) {
      var added = action.table_column_definition();
      if (added != null && action.if_not_exists() == null) {
        learn(name, SqlName.of(added.identifier()), added.data_type());
      } else if (action.column != null && action.column_action() != null) {
        var type = action.column_action().data_type();
        if (type != null) {
          learn(name, SqlName.of(action.column), type);
        }
      } else if (action.column != null) {
        tables.getOrDefault(name, new HashMap<>()).remove(SqlName.of(action.column));
      }
    }
    if (alter.table_action().isEmpty()) {
      tables.remove(name);
      complete.remove(name);
    }
  }

  private void learn(SqlName table, String column, Data_typeContext type) {
    tables.computeIfAbsent(table, unknown -> new LinkedHashMap<>()).put(column, SqlName.of(type));
  }
}

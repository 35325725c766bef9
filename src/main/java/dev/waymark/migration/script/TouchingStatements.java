package dev.waymark.migration.script;

import dev.waymark.migration.script.Dropped.Named;
import dev.waymark.migration.script.TouchedRows.How;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Additional_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_table_as_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Execute_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Explain_optionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Explain_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Only_table_multiplyContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Script_additionalContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;

/**
 * Which rows the statements of a script delete or change, one after the other: also those that are
 * prepared, where they are executed, and those that {@code EXPLAIN ANALYZE} executes.
 */
final class TouchingStatements {
  private static final String OF_PARAMETERS =
      "It is executed with parameters, for which Waymark does not ask before.";

  private static final Pattern NOT = Pattern.compile("(?i)off|false|'off'|'false'|0");

  private final Map<String, List<TouchedRows>> prepared = new HashMap<>();

  /** Those of the next statement; none where it cannot be said which. */
  List<TouchedRows> next(StatementContext tree) {
    if (tree.data_statement() != null) {
      return RowsOfQuery.of(tree.data_statement());
    }
    Optional<Create_table_as_statementContext> made =
        Optional.ofNullable(tree.schema_statement())
            .map(it -> it.schema_create())
            .map(it -> it.create_table_as_statement());
    if (made.isPresent()) {
      return made(made.get());
    }
    return Optional.ofNullable(tree.script_statement())
        .map(it -> it.script_additional())
        .map(this::additional)
        .orElse(List.of());
  }

  private List<TouchedRows> additional(Script_additionalContext script) {
    if (script.explain_statement() != null) {
      return explained(script.explain_statement());
    }
    if (script.execute_statement() != null) {
      return executed(script.execute_statement());
    }
    Additional_statementContext additional = script.additional_statement();
    if (additional == null) {
      return List.of();
    }
    if (additional.PREPARE() != null && additional.data_statement() != null) {
      prepared.put(
          SqlName.of(additional.identifier(0)), RowsOfQuery.of(additional.data_statement()));
      return List.of();
    }
    return additional.truncate_stmt() == null
        ? List.of()
        : additional.truncate_stmt().only_table_multiply().stream()
            .map(TouchingStatements::emptied)
            .toList();
  }

  private static TouchedRows emptied(Only_table_multiplyContext table) {
    SqlName name = SqlName.of(table.schema_qualified_name());
    return new TouchedRows(
        How.EMPTIED, Named.of(name), table.ONLY() != null, name.name(), null, null, null, null);
  }

  private List<TouchedRows> executed(Execute_statementContext execute) {
    List<TouchedRows> rows = prepared.getOrDefault(SqlName.of(execute.identifier()), List.of());
    return execute.vex().isEmpty()
        ? rows
        : rows.stream().map(it -> it.uncounted(OF_PARAMETERS)).toList();
  }

  private static List<TouchedRows> made(Create_table_as_statementContext table) {
    boolean empty = table.NO() != null && table.DATA() != null;
    return empty || table.select_stmt() == null ? List.of() : RowsOfQuery.of(table.select_stmt());
  }

  private List<TouchedRows> explained(Explain_statementContext explain) {
    boolean executes =
        explain.analyze_keyword() != null
            || explain.explain_option().stream().anyMatch(TouchingStatements::executes);
    var query = explain.explain_query();
    if (!executes || query == null) {
      return List.of();
    }
    if (query.data_statement() != null) {
      return RowsOfQuery.of(query.data_statement());
    }
    if (query.execute_statement() != null) {
      return executed(query.execute_statement());
    }
    return query.create_table_as_statement() == null
        ? List.of()
        : made(query.create_table_as_statement());
  }

  private static boolean executes(Explain_optionContext option) {
    return option.analyze_keyword() != null
        && (option.boolean_value() == null
            || !NOT.matcher(SqlName.source(option.boolean_value())).matches());
  }
}

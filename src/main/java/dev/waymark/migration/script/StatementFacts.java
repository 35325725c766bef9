package dev.waymark.migration.script;

import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.Identifier;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.QuotedIdentifier;

import dev.waymark.migration.script.Dropped.What;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Alter_table_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Drop_statementsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_actionContext;

/**
 * What is known of one statement by itself.
 *
 * @param kind what it is to the transaction around it
 * @param command the command's name, such as {@code ALTER TABLE}
 * @param dropped what it takes away by name
 * @param longNames the names in it that PostgreSQL cuts, as they would be without that
 */
public record StatementFacts(
    StatementKind kind, String command, List<Dropped> dropped, List<String> longNames) {

  /** The longest name that PostgreSQL keeps, in bytes. */
  public static final int LONGEST_NAME = 63;

  /** Nothing is known of it. */
  private static final StatementFacts NONE =
      new StatementFacts(StatementKind.UNKNOWN, "", List.of(), List.of());

  public StatementFacts {
    dropped = List.copyOf(dropped);
    longNames = List.copyOf(longNames);
  }

  /** Of one statement, its placeholders replaced. */
  public static StatementFacts of(String sql) {
    List<SourceStatement> statements = SplitScript.of(sql).statements();
    if (statements.size() != 1) {
      return NONE;
    }
    ParsedStatement parsed = new ParsedStatement(statements.get(0));
    return new StatementFacts(
        parsed.kind(), parsed.command(), dropped(parsed), longNames(statements.get(0)));
  }

  private static List<String> longNames(SourceStatement statement) {
    if (statement.length() > Grammar.LONGEST) {
      return List.of();
    }
    return ScriptLexer.tokens(statement.text(), statement.line()).stream()
        .filter(it -> it.getType() == Identifier || it.getType() == QuotedIdentifier)
        .map(it -> SqlName.folded(it.getText()))
        .filter(name -> name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME)
        .distinct()
        .toList();
  }

  private static List<Dropped> dropped(ParsedStatement parsed) {
    String command = parsed.command();
    boolean mayDrop =
        command.startsWith("DROP")
            || command.startsWith("TRUNCATE")
            || command.equals("ALTER TABLE");
    return mayDrop ? parsed.tree().map(StatementFacts::dropped).orElse(List.of()) : List.of();
  }

  private static List<Dropped> dropped(StatementContext tree) {
    List<Dropped> dropped = new ArrayList<>();
    Optional<Schema_statementContext> schema = Optional.ofNullable(tree.schema_statement());
    schema
        .map(Schema_statementContext::schema_drop)
        .map(drop -> drop.drop_statements())
        .ifPresent(drop -> dropped(drop, dropped));
    schema
        .map(Schema_statementContext::schema_alter)
        .map(alter -> alter.alter_table_statement())
        .ifPresent(alter -> altered(alter, dropped));
    Optional.ofNullable(tree.script_statement())
        .map(script -> script.script_additional())
        .map(additional -> additional.additional_statement())
        .map(additional -> additional.truncate_stmt())
        .ifPresent(
            truncate ->
                truncate.only_table_multiply().stream()
                    .map(table -> SqlName.of(table.schema_qualified_name()))
                    .map(name -> Dropped.of(What.ROWS, name, null))
                    .forEach(dropped::add));
    return dropped;
  }

  private static void dropped(Drop_statementsContext drop, List<Dropped> dropped) {
    boolean table = drop.TABLE() != null && drop.FOREIGN() == null;
    boolean index = drop.INDEX() != null;
    if ((table || index) && drop.if_exist_names_restrict_cascade() != null) {
      drop.if_exist_names_restrict_cascade().names_references().schema_qualified_name().stream()
          .map(name -> Dropped.of(table ? What.TABLE : What.INDEX, SqlName.of(name), null))
          .forEach(dropped::add);
    }
  }

  private static void altered(Alter_table_statementContext alter, List<Dropped> dropped) {
    SqlName table = SqlName.of(alter.name);
    if (alter.rename_to() != null || alter.set_schema() != null) {
      dropped.add(Dropped.of(What.RENAMED, table, null));
    }
    if (alter.rename_to() != null) {
      dropped.add(
          new Dropped(
              What.RENAMED, table.schema(), SqlName.of(alter.rename_to().identifier()), null));
    }
    for (Table_actionContext action : alter.table_action()) {
      boolean column =
          action.DROP() != null && action.column != null && action.drop_constraint() == null;
      if (column) {
        dropped.add(Dropped.of(What.COLUMN, table, SqlName.of(action.column)));
      }
    }
  }
}

package dev.waymark.migration.script;

import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.Identifier;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.QuotedIdentifier;

import dev.waymark.migration.script.Dropped.Named;
import dev.waymark.migration.script.Dropped.What;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
 * @param renamed what it gives another name
 * @param touched the rows that it deletes or changes
 * @param used the relations whose rows it reads, or to which it writes some
 * @param longNames the names in it that PostgreSQL cuts, as they would be without that
 */
public record StatementFacts(
    StatementKind kind,
    String command,
    List<Dropped> dropped,
    List<Renamed> renamed,
    List<TouchedRows> touched,
    List<UsedRelation> used,
    List<String> longNames) {

  /** The longest name that PostgreSQL keeps, in bytes. */
  public static final int LONGEST_NAME = 63;

  private static final Set<String> OF_ROWS =
      Set.of(
          "SELECT", "INSERT", "DELETE", "UPDATE", "WITH", "MERGE", "EXPLAIN", "PREPARE", "EXECUTE");

  private static final Pattern PARAMETER = Pattern.compile("\\$\\d+\\b");

  /** What of other statements may do so. */
  private static final Pattern CHANGES_ROWS =
      Pattern.compile(
          "\\bWITH\\b.*\\b(?:DELETE|UPDATE|MERGE)\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern IS_MADE_OF =
      Pattern.compile(
          "\\bTABLE\\b.*\\bAS\\b.*\\bSELECT\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Set<String> UPKEEP = Set.of("VACUUM", "ANALYZE", "REINDEX", "CLUSTER");

  /** Nothing is known of it. */
  private static final StatementFacts NONE =
      new StatementFacts(
          StatementKind.UNKNOWN, "", List.of(), List.of(), List.of(), List.of(), List.of());

  public StatementFacts {
    dropped = List.copyOf(dropped);
    renamed = List.copyOf(renamed);
    touched = List.copyOf(touched);
    used = List.copyOf(used);
    longNames = List.copyOf(longNames);
  }

  /** Of the statements of a script in their order, their placeholders replaced. */
  public static List<StatementFacts> of(List<String> script) {
    List<StatementFacts> all = new ArrayList<>();
    List<String> path = null;
    var touching = new TouchingStatements();
    for (String sql : script) {
      List<SourceStatement> statements = SplitScript.of(sql).statements();
      if (statements.size() != 1) {
        all.add(together(statements, path, touching));
        continue;
      }
      ParsedStatement parsed = new ParsedStatement(statements.get(0));
      all.add(of(parsed, path, touching));
      Optional<PathChange> change = PathChange.of(parsed);
      path = change.isPresent() ? change.get().path() : path;
    }
    return all;
  }

  /**
   * What is executed in one piece, since parameters are taken for quotes; only rows are looked at.
   */
  private static StatementFacts together(
      List<SourceStatement> statements, List<String> path, TouchingStatements touching) {
    return new StatementFacts(
        NONE.kind(),
        NONE.command(),
        List.of(),
        List.of(),
        statements.stream()
            .flatMap(it -> of(new ParsedStatement(it), path, touching).touched().stream())
            .toList(),
        List.of(),
        List.of());
  }

  private static StatementFacts of(
      ParsedStatement parsed, List<String> path, TouchingStatements touching) {
    List<UsedRelation> written = UsingStatement.ofWords(parsed);
    Optional<StatementContext> tree =
        written.isEmpty() && mayTake(parsed) ? tree(parsed) : Optional.empty();
    return new StatementFacts(
        parsed.kind(),
        parsed.command(),
        tree.map(StatementFacts::dropped).orElse(List.of()).stream()
            .map(it -> it.in(path))
            .toList(),
        tree.map(StatementFacts::renamed).orElse(List.of()).stream()
            .map(it -> it.in(path))
            .toList(),
        tree.map(touching::next).orElse(List.of()).stream().map(it -> it.in(path)).toList(),
        tree.map(UsingStatement::of).orElse(written).stream().map(it -> it.in(path)).toList(),
        longNames(parsed.source()));
  }

  /** Whether it changes only how what there is lies on disk, and can be said again at any time. */
  public boolean isUpkeep() {
    return UPKEEP.contains(command.split(" ", 2)[0]);
  }

  /** The grammar knows no parameters of a statement that is prepared. */
  private static Optional<StatementContext> tree(ParsedStatement parsed) {
    return parsed.command().startsWith("PREPARE")
        ? SplitScript.of(PARAMETER.matcher(parsed.source().text()).replaceAll("NULL"))
            .statements()
            .stream()
            .findFirst()
            .flatMap(it -> new ParsedStatement(it).tree())
        : parsed.tree();
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

  private static boolean mayTake(ParsedStatement parsed) {
    String command = parsed.command();
    return command.startsWith("DROP")
        || OF_ROWS.contains(command.split(" ", 2)[0])
        || command.startsWith("TRUNCATE")
        || command.equals("ALTER TABLE")
        || command.startsWith("CREATE") && CHANGES_ROWS.matcher(parsed.source().text()).find()
        || command.startsWith("CREATE") && IS_MADE_OF.matcher(parsed.source().text()).find();
  }

  private static List<Dropped> dropped(StatementContext tree) {
    List<Dropped> dropped = new ArrayList<>();
    Optional<Schema_statementContext> schema = Optional.ofNullable(tree.schema_statement());
    schema
        .map(Schema_statementContext::schema_drop)
        .map(drop -> drop.drop_statements())
        .ifPresent(drop -> dropped(drop, dropped));
    alteredTable(tree).ifPresent(alter -> altered(alter, dropped));
    Optional.ofNullable(tree.script_statement())
        .map(script -> script.script_additional())
        .map(additional -> additional.additional_statement())
        .map(additional -> additional.truncate_stmt())
        .ifPresent(
            truncate ->
                truncate.only_table_multiply().stream()
                    .map(
                        table ->
                            new Dropped(
                                What.ROWS,
                                Named.of(SqlName.of(table.schema_qualified_name())),
                                null,
                                table.ONLY() != null))
                    .forEach(dropped::add));
    return dropped;
  }

  private static void dropped(Drop_statementsContext drop, List<Dropped> dropped) {
    boolean table = drop.TABLE() != null && drop.FOREIGN() == null;
    boolean index = drop.INDEX() != null;
    if ((table || index) && drop.if_exist_names_restrict_cascade() != null) {
      drop.if_exist_names_restrict_cascade().names_references().schema_qualified_name().stream()
          .map(name -> Dropped.of(table ? What.TABLE : What.INDEX, SqlName.of(name)))
          .forEach(dropped::add);
    }
  }

  private static void altered(Alter_table_statementContext alter, List<Dropped> dropped) {
    Named table = Named.of(SqlName.of(alter.name));
    for (Table_actionContext action : alter.table_action()) {
      boolean column =
          action.DROP() != null && action.column != null && action.drop_constraint() == null;
      if (column) {
        dropped.add(
            new Dropped(What.COLUMN, table, SqlName.of(action.column), alter.ONLY() != null));
      }
    }
  }

  private static List<Renamed> renamed(StatementContext tree) {
    return alteredTable(tree).flatMap(StatementFacts::renamed).stream().toList();
  }

  private static Optional<Renamed> renamed(Alter_table_statementContext alter) {
    Named table = Named.of(SqlName.of(alter.name));
    if (alter.rename_to() != null) {
      return Optional.of(
          new Renamed(table, null, null, SqlName.of(alter.rename_to().identifier())));
    }
    if (alter.set_schema() != null) {
      return Optional.of(
          new Renamed(table, null, SqlName.of(alter.set_schema().identifier()), null));
    }
    boolean column =
        alter.RENAME() != null && alter.CONSTRAINT() == null && alter.identifier().size() == 2;
    return column
        ? Optional.of(
            new Renamed(
                table, SqlName.of(alter.identifier(0)), null, SqlName.of(alter.identifier(1))))
        : Optional.empty();
  }

  private static Optional<Alter_table_statementContext> alteredTable(StatementContext tree) {
    return Optional.ofNullable(tree.schema_statement())
        .map(Schema_statementContext::schema_alter)
        .map(alter -> alter.alter_table_statement());
  }
}

package dev.waymark.migration.script;

import java.util.Optional;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_index_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_statementContext;

/** Finds the indexes that a statement builds or drops concurrently. */
final class ConcurrentBuilds {
  private ConcurrentBuilds() {}

  static Optional<ConcurrentBuild> of(ParsedStatement statement) {
    if (statement.kind() != StatementKind.NON_TRANSACTIONAL) {
      return Optional.empty();
    }
    Optional<ConcurrentBuild> created =
        created(statement).map(index -> create(index, statement.line()));
    return created.or(() -> rebuilt(statement)).or(() -> dropped(statement));
  }

  static Optional<Create_index_statementContext> created(ParsedStatement statement) {
    return statement
        .tree()
        .map(tree -> tree.schema_statement())
        .map(Schema_statementContext::schema_create)
        .map(create -> create.create_index_statement())
        .filter(index -> index.CONCURRENTLY() != null);
  }

  private static ConcurrentBuild create(Create_index_statementContext index, int line) {
    SqlName table = SqlName.of(index.table_name);
    return new ConcurrentBuild.Create(
        table.schema(),
        table.name(),
        index.name == null ? null : SqlName.of(index.name),
        index.UNIQUE() != null,
        index.if_not_exists() != null,
        line);
  }

  private static Optional<ConcurrentBuild> rebuilt(ParsedStatement statement) {
    return statement
        .tree()
        .map(tree -> tree.script_statement())
        .map(script -> script.script_additional())
        .map(additional -> additional.additional_statement())
        .map(additional -> additional.reindex_stmt())
        .filter(Reindex::isConcurrent)
        .map(reindex -> Reindex.rebuild(reindex, statement.line()));
  }

  /** PostgreSQL drops only one index at a time concurrently. */
  private static Optional<ConcurrentBuild> dropped(ParsedStatement statement) {
    return statement
        .tree()
        .map(tree -> tree.schema_statement())
        .map(Schema_statementContext::schema_drop)
        .map(drop -> drop.drop_statements())
        .filter(drop -> drop.INDEX() != null && drop.CONCURRENTLY() != null)
        .map(drop -> drop.if_exist_names_restrict_cascade().names_references())
        .map(names -> SqlName.of(names.schema_qualified_name(0)))
        .map(name -> new ConcurrentBuild.Drop(name.schema(), name.name(), statement.line()));
  }
}

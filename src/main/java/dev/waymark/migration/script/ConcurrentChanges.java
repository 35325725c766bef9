package dev.waymark.migration.script;

import java.util.Optional;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_index_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_statementContext;

/** Finds what a statement changes concurrently. */
final class ConcurrentChanges {
  private ConcurrentChanges() {}

  static Optional<ConcurrentChange> of(ParsedStatement statement) {
    if (statement.kind() != StatementKind.NON_TRANSACTIONAL) {
      return Optional.empty();
    }
    Optional<ConcurrentChange> created =
        created(statement).map(index -> create(index, statement.line()));
    return created
        .or(() -> rebuilt(statement))
        .or(() -> dropped(statement))
        .or(() -> detached(statement));
  }

  static Optional<Create_index_statementContext> created(ParsedStatement statement) {
    return statement
        .tree()
        .map(tree -> tree.schema_statement())
        .map(Schema_statementContext::schema_create)
        .map(create -> create.create_index_statement())
        .filter(index -> index.CONCURRENTLY() != null);
  }

  private static ConcurrentChange create(Create_index_statementContext index, int line) {
    SqlName table = SqlName.of(index.table_name);
    return new ConcurrentChange.Create(
        table.schema(),
        table.name(),
        index.name == null ? null : SqlName.of(index.name),
        index.UNIQUE() != null,
        index.if_not_exists() != null,
        line);
  }

  private static Optional<ConcurrentChange> rebuilt(ParsedStatement statement) {
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
  private static Optional<ConcurrentChange> dropped(ParsedStatement statement) {
    return statement
        .tree()
        .map(tree -> tree.schema_statement())
        .map(Schema_statementContext::schema_drop)
        .map(drop -> drop.drop_statements())
        .filter(drop -> drop.INDEX() != null && drop.CONCURRENTLY() != null)
        .map(drop -> drop.if_exist_names_restrict_cascade().names_references())
        .map(names -> SqlName.of(names.schema_qualified_name(0)))
        .map(name -> new ConcurrentChange.Drop(name.schema(), name.name(), statement.line()));
  }

  private static Optional<ConcurrentChange> detached(ParsedStatement statement) {
    return statement
        .tree()
        .map(tree -> tree.schema_statement())
        .map(Schema_statementContext::schema_alter)
        .map(alter -> alter.alter_table_statement())
        .filter(alter -> alter.alter_partition() != null)
        .filter(alter -> alter.alter_partition().CONCURRENTLY() != null)
        .map(
            alter -> {
              SqlName table = SqlName.of(alter.name);
              SqlName partition = SqlName.of(alter.alter_partition().child);
              return new ConcurrentChange.Detach(
                  table.schema(),
                  table.name(),
                  partition.schema(),
                  partition.name(),
                  statement.line());
            });
  }
}

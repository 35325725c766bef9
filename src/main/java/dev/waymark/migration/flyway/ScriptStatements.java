package dev.waymark.migration.flyway;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/** A script of Flyway's with its statements changed. */
final class ScriptStatements implements SqlScript {
  private final SqlScript script;
  private final List<SqlStatement> statements;
  private final UnaryOperator<SqlStatement> change;

  private ScriptStatements(
      SqlScript script, List<SqlStatement> statements, UnaryOperator<SqlStatement> change) {
    this.script = script;
    this.statements = statements;
    this.change = change;
  }

  /** Without the statements of which the text is such. */
  static SqlScript without(SqlScript script, Predicate<String> left) {
    return new ScriptStatements(
        script,
        statements(script).stream().filter(statement -> !left.test(statement.getSql())).toList(),
        UnaryOperator.identity());
  }

  /** With each statement changed just before it is executed. */
  static SqlScript each(SqlScript script, UnaryOperator<SqlStatement> change) {
    return new ScriptStatements(script, statements(script), change);
  }

  private static List<SqlStatement> statements(SqlScript script) {
    try (SqlStatementIterator all = script.getSqlStatements()) {
      Iterable<SqlStatement> statements = () -> all;
      return StreamSupport.stream(statements.spliterator(), false).toList();
    }
  }

  @Override
  public SqlStatementIterator getSqlStatements() {
    Iterator<SqlStatement> each = statements.iterator();
    return new SqlStatementIterator() {
      @Override
      public boolean hasNext() {
        return each.hasNext();
      }

      @Override
      public SqlStatement next() {
        return each.hasNext() ? change.apply(each.next()) : null;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  @Override
  public int getSqlStatementCount() {
    return statements.size();
  }

  @Override
  public Collection<SqlScript> getReferencedSqlScripts() {
    return script.getReferencedSqlScripts();
  }

  @Override
  public LoadableResource getResource() {
    return script.getResource();
  }

  @Override
  public boolean executeInTransaction() {
    return script.executeInTransaction();
  }

  @Override
  public boolean shouldExecute() {
    return script.shouldExecute();
  }

  @Override
  public boolean placeholderReplacement() {
    return script.placeholderReplacement();
  }

  @Override
  public void validate() {
    script.validate();
  }

  @Override
  public int compareTo(SqlScript other) {
    return script.compareTo(other);
  }
}

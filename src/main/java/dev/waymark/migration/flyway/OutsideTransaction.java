package dev.waymark.migration.flyway;

import dev.waymark.migration.script.Certainty;
import dev.waymark.migration.script.OwnTransactions;
import dev.waymark.migration.script.ScriptReview;
import dev.waymark.migration.script.Statement;
import dev.waymark.migration.script.StatementKind;
import dev.waymark.migration.session.OpenTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.SqlStatement;

/**
 * Executes a script that does not run in one transaction so that as little as possible is unknown
 * when it is cut off: what may be a transaction of its own is made one, of which PostgreSQL reports
 * afterwards whether it was committed, and the observer hears of each commit before it happens.
 */
final class OutsideTransaction {
  private final Connection connection;
  private final RunObserver observer;
  private final boolean untilCommit;

  /**
   * @param connection the session, in auto-commit mode, and left so
   * @param untilCommit whether what stands up to each COMMIT of the script is one transaction, as
   *     it is to Flyway; else each statement is executed by itself
   */
  OutsideTransaction(Connection connection, RunObserver observer, boolean untilCommit) {
    this.connection = connection;
    this.observer = observer;
    this.untilCommit = untilCommit;
  }

  /** Executes what executes the statements, and ends what they leave open. */
  List<Results> execute(Supplier<List<Results>> statements) throws SQLException {
    try {
      connection.setAutoCommit(!untilCommit);
      List<Results> results = statements.get();
      if (untilCommit && OpenTransaction.in(connection)) {
        observer.committing(connection);
        connection.commit();
      }
      return results;
    } catch (SQLException | RuntimeException problem) {
      // Else the failure could not even be recorded.
      OpenTransaction.leave(connection, problem);
      throw problem;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  /** The statement as it is to be executed. */
  SqlStatement statement(SqlStatement statement) {
    observer.statementAt(statement.getLineNumber());
    return new Outside(statement);
  }

  private Results execute(SqlStatement statement, Supplier<Results> execution) {
    try {
      if (OpenTransaction.in(connection)) {
        if (OwnTransactions.commits(statement.getSql())) {
          observer.committing(connection);
        }
        return execution.get();
      }
      ScriptReview review = ScriptReview.of(statement.getSql());
      if (untilCommit) {
        return is(review, StatementKind.NON_TRANSACTIONAL) ? alone(execution) : execution.get();
      }
      return Certainty.of(review) == Certainty.TRANSACTION
              && !is(review, StatementKind.TRANSACTION_CONTROL)
          ? inTransaction(execution)
          : execution.get();
    } catch (SQLException exception) {
      return failed(new Results(), exception);
    }
  }

  private Results alone(Supplier<Results> execution) throws SQLException {
    connection.setAutoCommit(true);
    Results results = execution.get();
    if (results.getException() == null) {
      connection.setAutoCommit(false);
    }
    return results;
  }

  private Results inTransaction(Supplier<Results> execution) throws SQLException {
    connection.setAutoCommit(false);
    Results results = execution.get();
    if (results.getException() == null) {
      try {
        if (OpenTransaction.in(connection)) {
          observer.committing(connection);
          connection.commit();
        }
      } catch (SQLException exception) {
        results = failed(new Results(), exception);
      }
    }
    if (results.getException() == null) {
      connection.setAutoCommit(true);
    } else {
      OpenTransaction.leave(connection, results.getException());
    }
    return results;
  }

  private static boolean is(ScriptReview review, StatementKind kind) {
    List<Statement> statements = review.statements();
    return statements.size() == 1 && statements.get(0).kind() == kind;
  }

  private static Results failed(Results results, SQLException exception) {
    results.setException(exception);
    return results;
  }

  /** A statement of a script outside a transaction. */
  private final class Outside implements SqlStatement {
    private final SqlStatement statement;

    Outside(SqlStatement statement) {
      this.statement = statement;
    }

    @Override
    public Results execute(
        JdbcTemplate template, SqlScriptExecutor executor, Configuration configuration) {
      return OutsideTransaction.this.execute(
          statement, () -> statement.execute(template, executor, configuration));
    }

    @Override
    public int getLineNumber() {
      return statement.getLineNumber();
    }

    @Override
    public String getSql() {
      return statement.getSql();
    }

    @Override
    public String getDelimiter() {
      return statement.getDelimiter();
    }

    @Override
    public boolean canExecuteInTransaction() {
      return statement.canExecuteInTransaction();
    }

    @Override
    public boolean isBatchable() {
      // It would be executed together with others.
      return false;
    }
  }
}

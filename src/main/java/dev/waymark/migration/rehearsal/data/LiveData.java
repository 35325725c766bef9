package dev.waymark.migration.rehearsal.data;

import dev.waymark.database.DirectConnection;
import dev.waymark.migration.flyway.CalledCode;
import dev.waymark.migration.rehearsal.data.DataCheck.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks the live database, in transactions that can only read, each question with a limit. What
 * calls functions that may do more than read is not asked.
 */
public final class LiveData {
  /** How long one question may take. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** How long it may wait for whoever changes the table. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final DirectConnection live;

  public LiveData(DirectConnection live) {
    this.live = live;
  }

  /**
   * Asks what a migration needs of the rows that are there.
   *
   * @param written whether an earlier statement writes to a table, by its qualified name
   * @return one answer for each question, in their order
   * @throws SQLException if the live database cannot be asked at all
   */
  public List<DataCheck> ask(List<DataQuestion> questions, Predicate<String> written)
      throws SQLException {
    if (questions.isEmpty()) {
      return List.of();
    }
    try (Connection connection = live.open()) {
      CalledCode code = CalledCode.of(connection);
      List<DataCheck> checks = new ArrayList<>();
      for (DataQuestion question : questions) {
        boolean writtenBefore = written.test(question.table());
        if (question.notAsked() != null) {
          checks.add(notFinished(question, question.notAsked(), writtenBefore));
        } else {
          checks.add(asked(connection, question, code, writtenBefore));
        }
      }
      return checks;
    }
  }

  private static DataCheck asked(
      Connection connection, DataQuestion question, CalledCode code, boolean writtenBefore)
      throws SQLException {
    Optional<String> objection = code.objection(question.sql());
    if (objection.isPresent()) {
      return notFinished(
          question,
          "It is not certain that it only reads: " + objection.get() + ".",
          writtenBefore);
    }
    connection.setAutoCommit(false);
    // A policy would leave out rows, and execute what its owner has written.
    try (var statement = connection.createStatement()) {
      statement.execute(
          "SET TRANSACTION READ ONLY; SET LOCAL row_security = off; SET LOCAL statement_timeout = %d; SET LOCAL lock_timeout = %d"
              .formatted(LONGEST.toMillis(), LONGEST_WAIT.toMillis()));
      try (var row = statement.executeQuery(question.sql())) {
        row.next();
        long rows = row.getLong(1);
        return new DataCheck(
            question.check(),
            question.object(),
            question.table(),
            question.sql(),
            rows == 0 ? Outcome.HOLDS : Outcome.VIOLATED,
            rows,
            row.getString(2),
            null,
            writtenBefore);
      }
    } catch (SQLException exception) {
      return answered(question, exception, writtenBefore);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static DataCheck answered(
      DataQuestion question, SQLException exception, boolean writtenBefore) throws SQLException {
    String state = String.valueOf(exception.getSQLState());
    if (state.startsWith("08") || state.startsWith("57P")) {
      throw exception;
    }
    String said = exception.getMessage().lines().findFirst().orElse("");
    // Class 22: the value is none of the type; class 23: a domain's rule refuses it.
    return state.startsWith("22") || state.startsWith("23")
        ? new DataCheck(
            question.check(),
            question.object(),
            question.table(),
            question.sql(),
            Outcome.VIOLATED,
            null,
            null,
            said,
            writtenBefore)
        : notFinished(question, said, writtenBefore);
  }

  private static DataCheck notFinished(
      DataQuestion question, String reason, boolean writtenBefore) {
    return new DataCheck(
        question.check(),
        question.object(),
        question.table(),
        question.sql(),
        Outcome.NOT_FINISHED,
        null,
        null,
        reason,
        writtenBefore);
  }
}

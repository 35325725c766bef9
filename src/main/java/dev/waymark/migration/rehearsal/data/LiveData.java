package dev.waymark.migration.rehearsal.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.database.DirectConnection;
import dev.waymark.migration.flyway.CalledCode;
import dev.waymark.migration.rehearsal.data.DataCheck.Check;
import dev.waymark.migration.rehearsal.data.DataCheck.Outcome;
import dev.waymark.migration.script.StatementText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks the live database, in transactions that can only read, each question with a limit. What
 * calls functions that may do more than read is not asked.
 */
public final class LiveData {
  /** How long one question may take. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** How long it may wait for a session that changes the table. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final String CANCELED = "57014";

  private static final String COUNTS = "SELECT pg_catalog.count(*), NULL FROM";

  private final DirectConnection live;
  private final StatementText text;
  private final Duration altogether;
  private long usedNanos;

  /**
   * @param text hides what of a script no reader is to see
   * @param altogether how long all questions may take
   */
  public LiveData(DirectConnection live, StatementText text, Duration altogether) {
    this.live = live;
    this.text = text;
    this.altogether = altogether;
  }

  /**
   * Asks what a migration needs of the rows that are there.
   *
   * @param written whether an earlier statement writes to the table that is asked
   * @return one answer for each question, in their order
   * @throws SQLException if the live database cannot be asked at all
   */
  public List<DataCheck> ask(List<DataQuestion> questions, Predicate<DataQuestion> written)
      throws SQLException {
    if (questions.isEmpty()) {
      return List.of();
    }
    try (Connection connection = live.open()) {
      CalledCode code = CalledCode.of(connection);
      List<DataCheck> checks = new ArrayList<>();
      for (DataQuestion question : questions) {
        boolean writtenBefore = written.test(question);
        if (question.notAsked() != null) {
          checks.add(notFinished(question, question.notAsked(), writtenBefore));
        } else if (left().isZero()) {
          checks.add(notFinished(question, notAsked(), writtenBefore));
        } else {
          long since = System.nanoTime();
          checks.add(asked(connection, question, code, writtenBefore));
          usedNanos += System.nanoTime() - since;
        }
      }
      return checks;
    }
  }

  /** What is left for the next question; nothing where that is not a millisecond. */
  private Duration left() {
    Duration left = altogether.minusNanos(usedNanos);
    return left.toMillis() < 1 ? Duration.ZERO : left;
  }

  private String notAsked() {
    return "It was not asked: all questions of a rehearsal together may take %s (WAYMARK_REHEARSAL_DATA_TIMEOUT)."
        .formatted(inWords(altogether));
  }

  private static String inWords(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private DataCheck asked(
      Connection connection, DataQuestion question, CalledCode code, boolean writtenBefore)
      throws SQLException {
    Optional<String> objection = code.objection(question.sql());
    if (objection.isPresent()) {
      return notFinished(
          question,
          "It is not certain that it only reads: " + objection.get() + ".",
          writtenBefore);
    }
    Duration longest = left().compareTo(LONGEST) < 0 ? left() : LONGEST;
    connection.setAutoCommit(false);
    // A policy would leave out rows, and execute what its owner has written.
    try (var statement = connection.createStatement()) {
      statement.execute(
          "SET TRANSACTION READ ONLY; SET LOCAL row_security = off; SET LOCAL statement_timeout = %d; SET LOCAL lock_timeout = %d"
              .formatted(Math.max(1, longest.toMillis()), LONGEST_WAIT.toMillis()));
      try (var row = statement.executeQuery(question.sql())) {
        row.next();
        long rows = row.getLong(1);
        Outcome found = question.check() == Check.TOUCHED ? Outcome.COUNTED : Outcome.VIOLATED;
        return check(
            question,
            rows == 0 ? Outcome.HOLDS : found,
            rows,
            row.getString(2),
            null,
            writtenBefore);
      }
    } catch (SQLException exception) {
      connection.rollback();
      return answered(connection, question, exception, longest, writtenBefore);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private DataCheck answered(
      Connection connection,
      DataQuestion question,
      SQLException exception,
      Duration longest,
      boolean writtenBefore)
      throws SQLException {
    String state = String.valueOf(exception.getSQLState());
    if (state.startsWith("08") || state.startsWith("57P")) {
      throw exception;
    }
    String first = exception.getMessage().lines().findFirst().orElse("");
    String said =
        question.ofScript() ? text.saidOf(state, question.sql(), Set.of()).apply(first) : first;
    if (question.check() == Check.TOUCHED) {
      return state.equals(CANCELED)
          ? check(
              question,
              Outcome.NOT_FINISHED,
              estimate(connection, question.sql()),
              null,
              "Counting takes longer than %s; the number is PostgreSQL's estimate."
                  .formatted(inWords(longest)),
              writtenBefore)
          : notFinished(question, said, writtenBefore);
    }
    // Class 22: the value is none of the type; class 23: a domain's rule refuses it.
    return state.startsWith("22") || state.startsWith("23")
        ? check(question, Outcome.VIOLATED, null, null, said, writtenBefore)
        : notFinished(question, said, writtenBefore);
  }

  private static Long estimate(Connection connection, String counting) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "EXPLAIN (FORMAT JSON) " + counting.replace(COUNTS, "SELECT FROM"))) {
      row.next();
      return new ObjectMapper().readTree(row.getString(1)).at("/0/Plan/Plan Rows").asLong();
    } catch (JsonProcessingException exception) {
      throw new SQLException("PostgreSQL's plan cannot be read", exception);
    }
  }

  private DataCheck notFinished(DataQuestion question, String reason, boolean writtenBefore) {
    return check(question, Outcome.NOT_FINISHED, null, null, reason, writtenBefore);
  }

  private DataCheck check(
      DataQuestion question,
      Outcome outcome,
      Long rows,
      String example,
      String reason,
      boolean writtenBefore) {
    return new DataCheck(
        question.check(),
        question.statement(),
        question.object(),
        question.table(),
        question.ofScript() ? text.statement(question.sql()) : question.sql(),
        outcome,
        rows,
        example,
        reason,
        writtenBefore);
  }
}

package dev.waymark.migration.store;

import dev.waymark.database.Connections;
import dev.waymark.database.RoundTrip;
import dev.waymark.migration.script.Certainty;
import dev.waymark.migration.store.ScriptProgress.Ending;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What is written down of scripts outside a transaction, which no transaction rolls back. */
final class ScriptProgresses {
  private final OwnStatements own;

  /**
   * @param ownSchema the name of Waymark's own schema
   */
  ScriptProgresses(Connections connections, String ownSchema) {
    own =
        new OwnStatements(
            connections, ownSchema, "keep_progress", "find_progress", "forget_progress");
  }

  void keep(String history, ScriptProgress progress) throws SQLException {
    own.update(
        "keep_progress",
        statement -> {
          statement.setString(1, history);
          statement.setString(2, progress.script());
          statement.setObject(3, progress.checksum());
          statement.setInt(4, progress.done());
          statement.setString(5, progress.begun() == null ? null : code(progress.begun()));
          statement.setObject(6, progress.line());
          statement.setString(7, progress.statement());
          Ending ending = progress.ending();
          statement.setString(8, ending == null ? null : ending.transactionId());
          statement.setObject(9, ending == null ? null : ending.through());
          statement.setString(10, progress.runId());
        });
  }

  /** All that are not recorded as applied since. */
  List<ScriptProgress> all(String history) throws SQLException {
    return own.query(
        "find_progress", statement -> statement.setString(1, history), ScriptProgresses::progress);
  }

  /** The same, with other questions. */
  void all(String history, RoundTrip others, List<ScriptProgress> into) {
    own.ask(others, "find_progress", ScriptProgresses::progress, into, history);
  }

  void forget(String history, String script) throws SQLException {
    own.update(
        "forget_progress",
        statement -> {
          statement.setString(1, history);
          statement.setString(2, script);
        });
  }

  private static ScriptProgress progress(ResultSet row) throws SQLException {
    String begun = row.getString("begun");
    return new ScriptProgress(
        row.getString("script"),
        row.getObject("checksum", Integer.class),
        row.getInt("done"),
        begun == null ? null : Certainty.valueOf(begun.toUpperCase(Locale.ROOT)),
        row.getObject("line", Integer.class),
        row.getString("statement"),
        row.getBoolean("ending")
            ? new Ending(
                row.getString("transaction_id"),
                row.getInt("through"),
                row.getString("transaction_status"))
            : null,
        row.getString("run_id"));
  }

  private static String code(Certainty certainty) {
    return certainty.name().toLowerCase(Locale.ROOT);
  }
}

package dev.waymark.migration.store;

import dev.waymark.database.Connections;
import dev.waymark.migration.Run;
import dev.waymark.migration.session.LockKey;
import java.sql.SQLException;
import java.util.Optional;

/** Requests that wait for their turn, and what clients' keys stand for, in Waymark's own schema. */
final class DatabaseRequests {
  private final OwnStatements own;

  /**
   * @param ownSchema the name of Waymark's own schema
   */
  DatabaseRequests(Connections connections, String ownSchema) {
    own =
        new OwnStatements(
            connections,
            ownSchema,
            "keep_request",
            "lead_request",
            "end_request",
            "find_key",
            "keep_key",
            "keep_waiting_key",
            "answer_key");
  }

  /** Keeps a request whose session waits. */
  void keep(Run waiting, RunOrigin origin) throws SQLException {
    own.update(
        "keep_request",
        (statement, json) -> {
          statement.setString(1, waiting.id());
          statement.setString(2, origin.key().history());
          statement.setObject(3, DatabaseRuns.utc(waiting.startedAt()));
          statement.setInt(4, origin.backendPid());
          statement.setInt(5, LockKey.waitingNumber(waiting.id()));
          statement.setString(6, json.write(waiting));
        });
  }

  /** Keeps which run does what a request waits for; null for none any more. */
  void lead(String id, String run) throws SQLException {
    own.update(
        "lead_request",
        statement -> {
          statement.setString(1, run);
          statement.setString(2, id);
        });
  }

  /** Keeps the end of a request whose turn will not come. */
  void end(Run ended) throws SQLException {
    own.update(
        "end_request",
        (statement, json) -> {
          statement.setString(1, json.write(ended));
          statement.setString(2, ended.id());
        });
  }

  /** What a client's key stands for; empty if that is nothing. */
  Optional<KeyedRun> keyed(RequestKey key) throws SQLException {
    return own.first(
        "find_key",
        statement -> {
          statement.setString(1, key.history());
          statement.setString(2, key.key());
        },
        row ->
            new KeyedRun(
                row.getString("request_digest"),
                row.getString("run_id"),
                row.getBoolean("answered")));
  }

  /** From now on a key stands for the run, which holds the lock. */
  void keepKey(RequestKey key, String id) throws SQLException {
    own.update(
        "keep_key",
        statement -> {
          statement.setString(1, key.history());
          statement.setString(2, key.key());
          statement.setString(3, id);
          statement.setString(4, key.history());
          statement.setString(5, key.key());
          statement.setString(6, key.digest());
          statement.setString(7, id);
        });
  }

  /** A key stands for a run or request, unless it stands for another since it was looked for. */
  void keepKeyUnlessTaken(RequestKey key, String id) throws SQLException {
    own.update(
        "keep_waiting_key",
        statement -> {
          statement.setString(1, key.history());
          statement.setString(2, key.key());
          statement.setString(3, key.digest());
          statement.setString(4, id);
          statement.setString(5, key.before());
        });
  }

  /** A client was answered how the run of a key ended. */
  void answered(RequestKey key, String id) throws SQLException {
    own.update(
        "answer_key",
        statement -> {
          statement.setString(1, key.history());
          statement.setString(2, key.key());
          statement.setString(3, id);
        });
  }
}

package dev.waymark.migration.store;

import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs in Waymark's own schema, where every replica finds them. */
final class DatabaseRuns {
  /** How many runs that changed something are kept, and as many that found nothing to do. */
  static final int KEPT = 500;

  private final OwnStatements own;

  /**
   * @param ownSchema the name of Waymark's own schema
   */
  DatabaseRuns(OwnStatements.ConnectionSource connections, String ownSchema) {
    own =
        new OwnStatements(
            connections,
            ownSchema,
            "begin",
            "save",
            "save_events",
            "end_interrupted",
            "find",
            "unfinished",
            "list",
            "events",
            "request_cancel",
            "cancel_requested",
            "find_key",
            "keep_key",
            "forget");
  }

  /** Keeps a run that has just started. */
  void begin(Run run, RunOrigin origin) throws SQLException {
    own.update(
        "begin",
        statement -> {
          statement.setString(1, run.id());
          statement.setString(2, origin.key().history());
          statement.setString(3, run.operation().code());
          statement.setString(4, run.target());
          statement.setString(5, origin.sourceDigest());
          statement.setObject(6, utc(run.startedAt()));
          statement.setInt(7, origin.backendPid());
          statement.setInt(8, origin.key().number());
          statement.setString(9, RunJson.write(run));
        });
  }

  /** Keeps what is known of a run by now, and events that were not kept yet. */
  void save(Run run, List<RunEvent> events) throws SQLException {
    if (!events.isEmpty()) {
      own.update(
          "save_events",
          statement -> {
            statement.setString(1, run.id());
            statement.setString(2, RunJson.write(events));
          });
    }
    Outcome outcome = run.outcome();
    own.update(
        "save",
        statement -> {
          statement.setString(1, RunJson.write(run));
          statement.setString(2, outcome == null ? null : outcome.code());
          statement.setObject(3, run.finishedAt() == null ? null : utc(run.finishedAt()));
          statement.setString(4, run.id());
        });
    if (outcome != null) {
      own.update("forget", statement -> statement.setInt(1, KEPT));
    }
  }

  /** Writes down that no earlier run of the history runs; only the lock's holder may say so. */
  void endInterrupted(String history) throws SQLException {
    own.update("end_interrupted", statement -> statement.setString(1, history));
  }

  /** One run; empty if there is none of this id, or not any more. */
  Optional<StoredRun> find(String id) throws SQLException {
    return own.first("find", statement -> statement.setString(1, id), DatabaseRuns::stored);
  }

  /** The run that is going on for the history, in whatever process; empty if there is none. */
  Optional<StoredRun> running(String history) throws SQLException {
    return own.first(
        "unfinished", statement -> statement.setString(1, history), DatabaseRuns::stored);
  }

  /** Runs, newest first, from the one after the given id; null begins with the newest. */
  List<Run> list(String after, int limit) throws SQLException {
    return own.query(
        "list",
        statement -> {
          statement.setString(1, after);
          statement.setString(2, after);
          statement.setInt(3, limit);
        },
        row -> stored(row).run());
  }

  /** The events of a run after the given number, at most so many, in order. */
  @SuppressWarnings("unchecked")
  List<RunEvent> events(String id, int after, int limit) throws SQLException {
    return own.query(
        "events",
        statement -> {
          statement.setString(1, id);
          statement.setInt(2, after);
          statement.setInt(3, limit);
        },
        row ->
            new RunEvent(
                row.getInt("sequence"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                RunJson.read(row.getString("data"), Map.class)));
  }

  /** Asks whoever runs the run to cancel it; says whether it had no end yet. */
  boolean requestCancel(String id, Requester by) throws SQLException {
    return own.update(
            "request_cancel",
            statement -> {
              statement.setString(1, RunJson.write(by));
              statement.setString(2, id);
            })
        > 0;
  }

  /** Who asked for the run to be cancelled; empty if nobody did. */
  Optional<Requester> cancelRequested(String id) throws SQLException {
    return own.first(
            "cancel_requested",
            statement -> statement.setString(1, id),
            row -> Optional.ofNullable(row.getString(1)))
        .flatMap(json -> json)
        .map(json -> RunJson.read(json, Requester.class));
  }

  /** The run that a client's key stands for; empty if there is none. */
  Optional<KeyedRun> keyed(String key) throws SQLException {
    return own.first(
        "find_key",
        statement -> statement.setString(1, key),
        row -> new KeyedRun(row.getString("request_digest"), row.getString("run_id")));
  }

  /** Keeps which run a client's key stands for, unless the key already stands for one. */
  void keepKey(String key, String requestDigest, String id) throws SQLException {
    own.update(
        "keep_key",
        statement -> {
          statement.setString(1, key);
          statement.setString(2, requestDigest);
          statement.setString(3, id);
        });
  }

  private static StoredRun stored(ResultSet row) throws SQLException {
    Run run = RunJson.read(row.getString("report"), Run.class);
    boolean interrupted = run.state() == Run.State.RUNNING && !row.getBoolean("running");
    return new StoredRun(interrupted ? run.asInterrupted() : run, row.getString("source_digest"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

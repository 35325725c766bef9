package dev.waymark.migration.store;

import dev.waymark.database.Connections;
import dev.waymark.database.RoundTrip;
import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
  DatabaseRuns(Connections connections, String ownSchema) {
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
            "forget");
  }

  /**
   * Keeps a run that has just started, and writes down that no earlier run of the history runs;
   * only the lock's holder may say so.
   *
   * @return the earlier ones of which that is news
   */
  List<Run> begin(Run run, RunOrigin origin) throws SQLException {
    List<Run> interrupted = new ArrayList<>();
    own.together(
        (all, sql, json) -> {
          interrupted.clear();
          all.read(
                  sql.apply("end_interrupted"),
                  row ->
                      interrupted.add(
                          RunJson.read(row.getString("report"), Run.class).asInterrupted()),
                  origin.key().history())
              .run(
                  sql.apply("begin"),
                  run.id(),
                  run.id(),
                  origin.key().history(),
                  run.operation().code(),
                  run.target(),
                  origin.sourceDigest(),
                  utc(run.startedAt()),
                  origin.backendPid(),
                  origin.key().number(),
                  json.write(run));
        });
    return interrupted;
  }

  /** Keeps what is known of a run by now, and events that were not kept yet. */
  void save(Run run, List<RecordedEvent> events) throws SQLException {
    Outcome outcome = run.outcome();
    own.together(
        (all, sql, json) -> {
          if (!events.isEmpty()) {
            all.run(sql.apply("save_events"), run.id(), json.write(events));
          }
          all.run(
              sql.apply("save"),
              json.write(run),
              outcome == null ? null : outcome.code(),
              run.finishedAt() == null ? null : utc(run.finishedAt()),
              run.id(),
              outcome == null ? null : outcome.code());
          if (outcome != null) {
            all.run(sql.apply("forget"), KEPT, KEPT);
          }
        });
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

  /** The same, with other questions. */
  void running(String history, RoundTrip others, List<StoredRun> into) {
    own.ask(others, "unfinished", DatabaseRuns::stored, into, history);
  }

  /** Runs, newest first, from the one after the given run; null begins with the newest. */
  List<Run> list(Run after, int limit) throws SQLException {
    return own.query(
        "list",
        statement -> {
          OffsetDateTime before = after == null ? null : utc(after.startedAt());
          statement.setObject(1, before, Types.TIMESTAMP_WITH_TIMEZONE);
          statement.setObject(2, before, Types.TIMESTAMP_WITH_TIMEZONE);
          statement.setString(3, after == null ? null : after.id());
          statement.setInt(4, limit);
        },
        row -> stored(row).run());
  }

  /** The events of a run after the given number, at most so many, in order. */
  List<RecordedEvent> events(String id, int after, int limit) throws SQLException {
    return own.query(
        "events",
        statement -> {
          statement.setString(1, id);
          statement.setInt(2, after);
          statement.setInt(3, limit);
        },
        row ->
            new RecordedEvent(
                row.getInt("sequence"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                RunJson.read(row.getString("data"), Map.class)));
  }

  /**
   * Asks the process that runs the run, or waits to, to cancel it; returns whether it had no end
   * yet.
   */
  boolean requestCancel(String id, Requester by) throws SQLException {
    return own.changing(
            "request_cancel",
            (statement, json) -> {
              statement.setString(1, json.write(by));
              statement.setString(2, id);
              statement.setString(3, json.write(by));
              statement.setString(4, id);
            })
        > 0;
  }

  /** Who asked for the run to be cancelled; empty if no caller did. */
  Optional<Requester> cancelRequested(String id) throws SQLException {
    return own
        .query(
            "cancel_requested",
            statement -> {
              statement.setString(1, id);
              statement.setString(2, id);
            },
            row -> Optional.ofNullable(row.getString(1)))
        .stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(json -> RunJson.read(json, Requester.class));
  }

  private static StoredRun stored(ResultSet row) throws SQLException {
    Run run = RunJson.read(row.getString("report"), Run.class);
    boolean going = row.getBoolean("running") || row.getBoolean("waiting");
    Run now = run.state() != Run.State.ENDED && !going ? run.asInterrupted() : run;
    String continuedBy = row.getString("continued_by");
    return new StoredRun(
        continuedBy == null ? now : now.asContinuedBy(continuedBy),
        row.getString("source_digest"),
        row.getString("led_to"));
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

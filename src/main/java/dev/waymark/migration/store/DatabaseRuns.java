package dev.waymark.migration.store;

import dev.waymark.database.Sql;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs in Waymark's own schema, where every replica finds them. */
final class DatabaseRuns {
  /** How many runs that changed something are kept, and as many that found nothing to do. */
  static final int KEPT = 500;

  private final ConnectionSource connections;
  private final Map<String, String> statements;

  /** Where connections come from. */
  @FunctionalInterface
  interface ConnectionSource {
    /** Borrows a connection; the caller closes it. */
    Connection open() throws SQLException;
  }

  /**
   * @param connections to the database; every statement is a transaction of its own, so they may
   *     lead through a pooler
   * @param ownSchema the name of Waymark's own schema
   */
  DatabaseRuns(ConnectionSource connections, String ownSchema) {
    this.connections = connections;
    this.statements = new HashMap<>();
    for (String name :
        List.of(
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
            "forget",
            "keep_build",
            "find_builds",
            "forget_builds",
            "unfinished_builds")) {
      String sql = Sql.read(DatabaseRuns.class, name + ".sql");
      statements.put(name, sql.replace("${own}", Sql.identifier(ownSchema)));
    }
  }

  /** Keeps a run that has just started. */
  void begin(Run run, RunOrigin origin) throws SQLException {
    update(
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
      update(
          "save_events",
          statement -> {
            statement.setString(1, run.id());
            statement.setString(2, RunJson.write(events));
          });
    }
    Outcome outcome = run.outcome();
    update(
        "save",
        statement -> {
          statement.setString(1, RunJson.write(run));
          statement.setString(2, outcome == null ? null : outcome.code());
          statement.setObject(3, run.finishedAt() == null ? null : utc(run.finishedAt()));
          statement.setString(4, run.id());
        });
    if (outcome != null) {
      update("forget", statement -> statement.setInt(1, KEPT));
    }
  }

  /** Writes down that no earlier run of the history runs; only the lock's holder may say so. */
  void endInterrupted(String history) throws SQLException {
    update("end_interrupted", statement -> statement.setString(1, history));
  }

  /** One run; empty if there is none of this id, or not any more. */
  Optional<StoredRun> find(String id) throws SQLException {
    return first("find", statement -> statement.setString(1, id), DatabaseRuns::stored);
  }

  /** The run that is going on for the history, in whatever process; empty if there is none. */
  Optional<StoredRun> running(String history) throws SQLException {
    return first("unfinished", statement -> statement.setString(1, history), DatabaseRuns::stored);
  }

  /** Runs, newest first, from the one after the given id; null begins with the newest. */
  List<Run> list(String after, int limit) throws SQLException {
    return query(
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
    return query(
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
    return update(
            "request_cancel",
            statement -> {
              statement.setString(1, RunJson.write(by));
              statement.setString(2, id);
            })
        > 0;
  }

  /** Who asked for the run to be cancelled; empty if nobody did. */
  Optional<Requester> cancelRequested(String id) throws SQLException {
    return first(
            "cancel_requested",
            statement -> statement.setString(1, id),
            row -> Optional.ofNullable(row.getString(1)))
        .flatMap(json -> json)
        .map(json -> RunJson.read(json, Requester.class));
  }

  /** The run that a client's key stands for; empty if there is none. */
  Optional<KeyedRun> keyed(String key) throws SQLException {
    return first(
        "find_key",
        statement -> statement.setString(1, key),
        row -> new KeyedRun(row.getString("request_digest"), row.getString("run_id")));
  }

  /** Keeps which run a client's key stands for, unless the key already stands for one. */
  void keepKey(String key, String requestDigest, String id) throws SQLException {
    update(
        "keep_key",
        statement -> {
          statement.setString(1, key);
          statement.setString(2, requestDigest);
          statement.setString(3, id);
        });
  }

  /** Writes down a concurrent build that is about to start, unless it is written down already. */
  void keepBuild(String history, String script, IndexBuild build, String runId)
      throws SQLException {
    update(
        "keep_build",
        statement -> {
          statement.setString(1, history);
          statement.setString(2, script);
          statement.setObject(3, build.checksum());
          statement.setString(4, build.namespace());
          statement.setString(5, build.name());
          statement.setObject(6, build.oidBefore());
          statement.setString(7, runId);
        });
  }

  /** The concurrent builds of a script that were started and not followed by its being applied. */
  List<IndexBuild> builds(String history, String script) throws SQLException {
    return query(
        "find_builds",
        statement -> {
          statement.setString(1, history);
          statement.setString(2, script);
        },
        row ->
            new IndexBuild(
                row.getString("namespace"),
                row.getString("name"),
                row.getObject("checksum", Integer.class),
                row.getObject("oid_before", Long.class)));
  }

  /** What was started without a transaction and not followed by its script's being applied. */
  List<UnfinishedBuild> unfinishedBuilds(String history) throws SQLException {
    return query(
        "unfinished_builds",
        statement -> statement.setString(1, history),
        row ->
            new UnfinishedBuild(
                row.getString("script"),
                row.getString("namespace"),
                row.getString("name"),
                row.getString("run_id"),
                row.getObject("oid_before") != null,
                row.getObject("oid") != null,
                row.getBoolean("valid"),
                row.getBoolean("building")));
  }

  /** The script is applied: what it built is nobody's leftover. */
  void forgetBuilds(String history, String script) throws SQLException {
    update(
        "forget_builds",
        statement -> {
          statement.setString(1, history);
          statement.setString(2, script);
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

  @FunctionalInterface
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private int update(String name, Parameters parameters) throws SQLException {
    try (var connection = connections.open();
        var statement = connection.prepareStatement(statements.get(name))) {
      parameters.set(statement);
      return statement.executeUpdate();
    }
  }

  private <T> Optional<T> first(String name, Parameters parameters, RowReader<T> reader)
      throws SQLException {
    return query(name, parameters, reader).stream().findFirst();
  }

  private <T> List<T> query(String name, Parameters parameters, RowReader<T> reader)
      throws SQLException {
    try (var connection = connections.open();
        var statement = connection.prepareStatement(statements.get(name))) {
      parameters.set(statement);
      try (var row = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(reader.read(row));
        }
        return rows;
      }
    }
  }
}

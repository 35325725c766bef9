package dev.waymark.migration.store;

import static dev.waymark.migration.store.DatabaseRuns.utc;

import dev.waymark.database.Connections;
import dev.waymark.migration.Requester;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.RehearsalSummary;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Rehearsals in Waymark's own schema, where every replica finds them. */
final class DatabaseRehearsals {
  /** How many are kept. */
  static final int KEPT = 100;

  private final OwnStatements own;

  /** The session that shows everybody that a rehearsal goes on. */
  record Session(int backendPid, int lockNumber, boolean locked) {}

  /**
   * @param ownSchema the name of Waymark's own schema
   */
  DatabaseRehearsals(Connections connections, String ownSchema) {
    own =
        new OwnStatements(
            connections,
            ownSchema,
            "begin_rehearsal",
            "save_rehearsal",
            "end_rehearsal",
            "forget_rehearsals",
            "find_rehearsal",
            "list_rehearsals",
            "cancel_rehearsal");
  }

  /** Keeps one that has just started. */
  void begin(Rehearsal rehearsal, String history, Session session) throws SQLException {
    own.update(
        "begin_rehearsal",
        (statement, json) -> {
          statement.setString(1, rehearsal.id());
          statement.setString(2, history);
          statement.setObject(3, utc(rehearsal.startedAt()));
          statement.setInt(4, session.backendPid());
          statement.setInt(5, session.lockNumber());
          statement.setString(6, json.write(RehearsalSummary.of(rehearsal)));
          statement.setString(7, json.write(rehearsal));
        });
  }

  /** Keeps how one stands; returns who asked for its end, empty if no caller did. */
  Optional<Requester> save(Rehearsal rehearsal) throws SQLException {
    return own
        .changing(
            "save_rehearsal",
            (statement, json) -> {
              statement.setString(1, json.write(RehearsalSummary.of(rehearsal)));
              statement.setString(2, json.write(rehearsal));
              statement.setString(3, rehearsal.id());
            },
            row -> Optional.ofNullable(row.getString("cancel_requested_by")))
        .stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(json -> RunJson.read(json, Requester.class));
  }

  /** Keeps the end of one, and forgets the oldest if there are too many. */
  void end(Rehearsal rehearsal) throws SQLException {
    own.together(
        (all, sql, json) ->
            all.run(
                    sql.apply("end_rehearsal"),
                    rehearsal.outcome().code(),
                    rehearsal.finishedAt() == null ? null : utc(rehearsal.finishedAt()),
                    json.write(RehearsalSummary.of(rehearsal)),
                    json.write(rehearsal),
                    rehearsal.id())
                .run(sql.apply("forget_rehearsals"), KEPT));
  }

  /** One; empty if there is none of this id, or not any more. */
  Optional<Rehearsal> find(String id) throws SQLException {
    return own.first(
        "find_rehearsal",
        statement -> statement.setString(1, id),
        row -> {
          Rehearsal kept = RunJson.read(row.getString("document"), Rehearsal.class);
          return kept.hasEnded() || row.getBoolean("running") ? kept : kept.asInterrupted();
        });
  }

  /** The newest. */
  List<RehearsalSummary> list(int limit) throws SQLException {
    return own.query(
        "list_rehearsals",
        statement -> statement.setInt(1, limit),
        row -> {
          RehearsalSummary kept = RunJson.read(row.getString("summary"), RehearsalSummary.class);
          boolean over = kept.state() == Rehearsal.State.ENDED || row.getBoolean("running");
          return over ? kept : kept.asInterrupted();
        });
  }

  /** Asks the process that rehearses for the end; returns whether there was none yet. */
  boolean requestCancel(String id, Requester by) throws SQLException {
    return own.changing(
            "cancel_rehearsal",
            (statement, json) -> {
              statement.setString(1, json.write(by));
              statement.setString(2, id);
            })
        > 0;
  }
}

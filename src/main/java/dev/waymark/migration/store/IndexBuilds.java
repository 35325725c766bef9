package dev.waymark.migration.store;

import dev.waymark.database.Connections;
import dev.waymark.database.RoundTrip;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What is written down of concurrent builds, which no transaction rolls back. */
final class IndexBuilds {
  private final OwnStatements own;

  /**
   * @param ownSchema the name of Waymark's own schema
   */
  IndexBuilds(Connections connections, String ownSchema) {
    own =
        new OwnStatements(
            connections,
            ownSchema,
            "keep_build",
            "find_builds",
            "forget_builds",
            "unfinished_builds");
  }

  /** Writes down a concurrent build that is about to start, unless it is written down already. */
  void keep(String history, String script, IndexBuild build, String runId) throws SQLException {
    own.update(
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
  List<IndexBuild> of(String history, String script) throws SQLException {
    return own.query(
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
  List<UnfinishedBuild> unfinished(String history) throws SQLException {
    return own.query(
        "unfinished_builds", statement -> statement.setString(1, history), IndexBuilds::unfinished);
  }

  /** The same, with other questions. */
  void unfinished(String history, RoundTrip others, List<UnfinishedBuild> into) {
    own.ask(others, "unfinished_builds", IndexBuilds::unfinished, into, history);
  }

  private static UnfinishedBuild unfinished(ResultSet row) throws SQLException {
    return new UnfinishedBuild(
        row.getString("script"),
        row.getString("namespace"),
        row.getString("name"),
        row.getString("run_id"),
        row.getObject("oid_before") != null,
        row.getObject("oid") != null,
        row.getBoolean("valid"),
        row.getBoolean("building"));
  }

  /** The script is applied: what it built is no leftover. */
  void forget(String history, String script) throws SQLException {
    own.update(
        "forget_builds",
        statement -> {
          statement.setString(1, history);
          statement.setString(2, script);
        });
  }
}

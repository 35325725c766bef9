package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import dev.waymark.verification.expectation.ReplayStage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The extensions that a replay finds made already: those that the role which replays may not make,
 * and those that were in the database before its first script. They are made while the database is
 * empty, when nothing of a script's can run with the rights of the role that makes them.
 *
 * @param made the extensions
 * @param schemas the schemas that were made for them
 * @param unmade those of the live database that neither a script makes nor the recorded schema has
 * @param notes what was done that no script says
 */
record ReplayExtensions(
    Set<String> made, Set<String> schemas, List<String> unmade, List<String> notes) {
  private static final String LIVE = Sql.read(ReplayExtensions.class, "live_extensions.sql");
  private static final String CALLABLE = Sql.read(ReplayExtensions.class, "callable_functions.sql");

  private record Extension(
      String name, String schema, String version, boolean ownsSchema, boolean needsSuperuser) {}

  static ReplayExtensions make(ReplayStage stage, Set<String> scripted) throws SQLException {
    ReplayExtensions all =
        new ReplayExtensions(
            new HashSet<>(), new HashSet<>(), new ArrayList<>(), new ArrayList<>());
    List<Extension> wanted = new ArrayList<>();
    for (Extension extension : live(stage)) {
      boolean inScript = scripted.contains(extension.name());
      if (inScript
          ? stage.isRestricted() && extension.needsSuperuser()
          : stage.recorded().contains(extension.name())) {
        wanted.add(extension);
      } else if (!inScript) {
        all.unmade().add(extension.name());
      }
      if (!inScript && stage.recorded().contains(extension.name())) {
        all.notes()
            .add(
                "the extension "
                    + extension.name()
                    + ", which no script makes, was made beforehand");
      }
    }
    if (!wanted.isEmpty()) {
      try (Connection maker = stage.maker().getConnection();
          Connection scratch = stage.scratch().getConnection()) {
        for (Extension extension : wanted) {
          all.make(extension, maker, scratch);
        }
        if (stage.isRestricted()) {
          revoke(maker);
        }
      }
    }
    return all;
  }

  private static List<Extension> live(ReplayStage stage) throws SQLException {
    List<Extension> extensions = new ArrayList<>();
    try (Connection live = stage.live().getConnection();
        var statement = live.createStatement();
        var row = statement.executeQuery(LIVE)) {
      while (row.next()) {
        extensions.add(
            new Extension(
                row.getString("name"),
                row.getString("schema"),
                row.getString("version"),
                row.getBoolean("owns_schema"),
                row.getBoolean("needs_superuser")));
      }
    }
    return extensions;
  }

  private void make(Extension extension, Connection maker, Connection scratch) throws SQLException {
    String schema = Sql.identifier(extension.schema());
    if (!extension.ownsSchema() && schemas.add(extension.schema())) {
      execute(scratch, "CREATE SCHEMA IF NOT EXISTS " + schema);
    }
    execute(
        maker,
        "CREATE EXTENSION %s SCHEMA %s VERSION %s"
            .formatted(
                Sql.identifier(extension.name()), schema, Sql.identifier(extension.version())));
    made.add(extension.name());
  }

  /** A function that a superuser made callable for all may do what only a superuser may. */
  private static void revoke(Connection maker) throws SQLException {
    Set<String> reaching = ReachingFunctions.of(maker);
    List<String> revoked = new ArrayList<>();
    try (var statement = maker.createStatement();
        var row = statement.executeQuery(CALLABLE)) {
      while (row.next()) {
        if (reaching.contains(row.getString("name"))) {
          revoked.add(row.getString("signature"));
        }
      }
    }
    for (String signature : revoked) {
      execute(maker, "REVOKE EXECUTE ON FUNCTION " + signature + " FROM PUBLIC");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

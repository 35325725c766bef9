package dev.waymark.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationSource;
import dev.waymark.migration.Requester;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.flyway.FlywayConfiguration;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.observation.Observation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a rehearsal sees of each statement of the table, which Flyway applies, is what PostgreSQL
 * was seen to do by other means.
 */
class WatchAgreesTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> seesWhatPostgresDoes() throws Exception {
    String database = TestPostgres.createDatabase();
    List<StatementCase> cases = new ArrayList<>();
    Map<Long, Relation> base;
    try (Connection connection = TestPostgres.connectSimply(database);
        var statement = connection.createStatement()) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      StatementEffects.all().stream().filter(it -> it.existsOn(major)).forEach(cases::add);
      for (int index = 0; index < cases.size(); index++) {
        statement.execute("DISCARD ALL");
        statement.execute("CREATE SCHEMA %1$s; SET search_path = %1$s".formatted(schema(index)));
        statement.execute(cases.get(index).given());
        Files.writeString(
            folder.resolve("V%d__a.sql".formatted(index + 1)),
            "SET search_path = %s;\n%s;\n".formatted(schema(index), cases.get(index).script()));
        if (!cases.get(index).inTransaction()) {
          Files.writeString(
              folder.resolve("V%d__a.sql.conf".formatted(index + 1)),
              "executeInTransaction=false\n");
        }
      }
      statement.execute("RESET search_path");
      base = WatchedSession.relations(connection);
    }
    var dataSource = new PGSimpleDataSource();
    dataSource.setPortNumbers(new int[] {TestPostgres.port()});
    dataSource.setDatabaseName(database);
    dataSource.setUser("postgres");
    var rehearsal = new LiveRehearsal(null, Requester.UNKNOWN, Clock.systemUTC());
    var watch = new RehearsalWatch(dataSource, RunLimits.DEFAULT, base, script -> {}, rehearsal);
    engine(dataSource).migrate(null, dataSource, watch, Optional.empty());
    int version = major(database);
    return Stream.iterate(0, index -> index + 1)
        .limit(cases.size())
        .map(
            index ->
                DynamicTest.dynamicTest(
                    cases.get(index).name(),
                    () ->
                        agrees(
                            cases.get(index),
                            cases.get(index).effectsOn(version),
                            watch.seen().get("V%d__a.sql".formatted(index + 1)),
                            schema(index) + ".",
                            base)));
  }

  private static void agrees(
      StatementCase statement,
      Effects expected,
      SeenMigration seen,
      String schema,
      Map<Long, Relation> base) {
    Effects observed = Effects.nothing();
    for (int number = 1; number <= seen.statements(); number++) {
      Observation one = seen.statement(number).observation(seen.statements(), Map.of());
      for (var lock : one.locks()) {
        observed = observed.and(lock.mode().code(), bare(lock.relation(), schema));
      }
      for (var table : one.rewrites()) {
        observed = observed.rewrites(bare(table.relation(), schema));
      }
      for (var table : one.truncates()) {
        observed = observed.truncates(bare(table.relation(), schema));
      }
      for (var index : one.rebuilt()) {
        observed = observed.rebuilds(bare(index.relation(), schema));
      }
      for (var index : one.indexes()) {
        observed =
            observed.builds(bare(index.index(), schema) + " on " + bare(index.table(), schema));
      }
      for (var table : one.scans()) {
        observed = observed.scans(bare(table.relation(), schema));
      }
    }
    Set<String> indexes =
        base.values().stream()
            .filter(Relation::isIndex)
            .map(it -> bare(it.name(), schema))
            .collect(Collectors.toSet());
    assertEquals(
        comparable(statement, expected, expected, indexes),
        comparable(statement, observed, expected, indexes));
  }

  /**
   * A weak lock on an index is not shown, nor is it said that what is written anew is read. Outside
   * a transaction it is not seen for certain what is taken last, for an instant, of an index that
   * is not used any more; nor what a statement that goes from partition to partition takes of each.
   */
  private static String comparable(
      StatementCase statement, Effects effects, Effects expected, Set<String> indexes) {
    var locks = new TreeMap<>(effects.locks());
    locks
        .entrySet()
        .removeIf(
            it ->
                indexes.contains(it.getKey())
                    && (!statement.inTransaction() || isWeak(it.getValue())));
    if (statement.script().startsWith("REINDEX TABLE readings")) {
      locks.clear();
    }
    var open = new TreeSet<>(expected.mayScan());
    open.addAll(effects.rewrites());
    open.addAll(effects.truncates());
    return new Effects(
            locks,
            effects.rewrites(),
            effects.truncates(),
            effects.rebuilds(),
            effects.builds(),
            effects.scans(),
            Collections.emptySortedSet())
        .withoutScansOf(open)
        .toString();
  }

  private static boolean isWeak(String mode) {
    return Effects.MODES.indexOf(mode) <= Effects.MODES.indexOf("row-exclusive");
  }

  private static String bare(String relation, String schema) {
    return relation.startsWith(schema) ? relation.substring(schema.length()) : relation;
  }

  private static String schema(int index) {
    return "case_" + (index + 1);
  }

  private FlywayEngine engine(PGSimpleDataSource dataSource) {
    var settings =
        new MigrationSettings(
            MigrationSource.parse(folder.toString()),
            List.of("public"),
            MigrationSettings.DEFAULT_TABLE,
            Map.of(),
            false,
            false);
    FluentConfiguration configuration = Flyway.configure().dataSource(dataSource);
    FlywayConfiguration.apply(configuration, settings);
    return new FlywayEngine(configuration.load(), settings);
  }

  private static int major(String database) throws Exception {
    try (Connection connection = TestPostgres.connect(database)) {
      return connection.getMetaData().getDatabaseMajorVersion();
    }
  }
}

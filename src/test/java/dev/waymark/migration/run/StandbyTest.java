package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.StandbyServers;
import dev.waymark.migration.MigrationException.DirectConnectionRequired;
import dev.waymark.migration.Run;
import dev.waymark.migration.session.Moment;
import dev.waymark.schema.catalog.ChangeDetector;
import dev.waymark.schema.catalog.ChangeToken;
import dev.waymark.verification.report.VerificationStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A pooled address that leads to a standby, which is a day behind. */
class StandbyTest extends MigrationTesting {
  @TempDir static Path servers;

  private static StandbyServers both;

  private ConnectionUrl readFrom;

  @BeforeAll
  static void startBoth() throws IOException {
    both = StandbyServers.start(servers);
  }

  @AfterAll
  static void stopBoth() throws IOException {
    both.close();
  }

  @BeforeEach
  void readFromTheStandby() {
    database = "postgres";
    port = both.primary().hosts().get(0).port();
    readFrom = both.standby();
  }

  @Override
  PooledConnection pooled() {
    PGSimpleDataSource source = dataSource();
    source.setUrl(readFrom.jdbcUrl());
    return new PooledConnection(readFrom, source, Optional.of(direct()), network);
  }

  @Test
  void aRunIsJudgedByWhatHasWhatItDid() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (a int)");

    Run run = run();

    assertEquals(VerificationStatus.VERIFIED, run.verification().status());
    assertTrue(run.verification().objects().present() > 0);
    assertEquals(List.of(), scripts(status().pending()));
    OneProcess other = process();
    assertTrue(other.verifier().schema().table("public", "t").isPresent());
    assertEquals(run.id(), other.store().list(null, 1).get(0).id());
  }

  @Test
  void aStandbyAloneIsNamedBeforeARun() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (a int)");
    port = readFrom.hosts().get(0).port();

    DirectConnectionRequired refused = refused(DirectConnectionRequired.class);

    assertTrue(refused.getMessage().contains("standby"), refused.getMessage());
    assertTrue(refused.hint().contains("primary"), refused.hint());
  }

  /**
   * A standby's snapshot lists no transactions in progress, so one that is committed may not show.
   */
  @Test
  void whatAStandbyReplaysIsNews(@TempDir Path others) throws Exception {
    try (var servers = StandbyServers.start(others);
        Connection older = connect(servers.primary());
        Connection change = connect(servers.primary());
        Connection newer = connect(servers.primary());
        Connection standby = connect(servers.standby())) {
      execute(standby, "ALTER SYSTEM SET recovery_min_apply_delay = 0; SELECT pg_reload_conf()");
      older.setAutoCommit(false);
      execute(older, "SELECT pg_current_xact_id()");
      change.setAutoCommit(false);
      execute(change, "CREATE TABLE t ()");
      execute(newer, "CREATE TABLE other ()");
      replayed(newer, standby);
      ChangeToken token = new ChangeDetector().token(standby);
      Moment moment = Moment.of(standby);

      change.commit();
      replayed(newer, standby);

      assertFalse(new ChangeDetector().token(standby).provesUnchangedSince(token));
      assertFalse(Moment.of(standby).isStill(moment));
    }
  }

  private Connection connect(ConnectionUrl url) throws SQLException {
    PGSimpleDataSource source = dataSource();
    source.setUrl(url.jdbcUrl());
    return source.getConnection();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Waits until the standby has done what the primary has, which writes it down some time later.
   */
  private static void replayed(Connection primary, Connection standby) throws SQLException {
    String written = first(primary, "SELECT pg_current_wal_insert_lsn()");
    while (!first(standby, "SELECT pg_last_wal_replay_lsn() >= '" + written + "'").equals("t")) {
      Thread.onSpinWait();
    }
  }

  private static String first(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}

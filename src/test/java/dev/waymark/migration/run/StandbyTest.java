package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.StandbyServers;
import dev.waymark.migration.MigrationException.DirectConnectionRequired;
import dev.waymark.migration.Run;
import dev.waymark.verification.report.VerificationStatus;
import java.io.IOException;
import java.nio.file.Path;
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
}

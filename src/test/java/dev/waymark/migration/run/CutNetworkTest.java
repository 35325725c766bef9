package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.NetworkLimits;
import dev.waymark.database.OwnThread;
import dev.waymark.database.SilentProxy;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A network that is cut without a word: a caller that waits for PostgreSQL is told, in bounded
 * time.
 */
@Timeout(60)
class CutNetworkTest extends MigrationTesting {
  private static final String WAITING =
      "SELECT query FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND wait_event = 'advisory'"
          + " AND datname = current_database()";

  private SilentProxy proxy;

  @BeforeEach
  void goThroughAProxy() throws IOException {
    proxy = SilentProxy.start();
    port = proxy.port();
    network = new NetworkLimits(Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  @AfterEach
  void closeTheProxy() throws IOException {
    proxy.close();
  }

  @Test
  void aRunInTheMiddleOfAStatementIsInterrupted() throws Exception {
    given("V1__waits.sql", "CREATE TABLE t (a int); SELECT pg_advisory_lock(1);");
    try (var holder = TestPostgres.connect(database);
        var statement = holder.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(1)");
      var run = CompletableFuture.supplyAsync(this::run, new OwnThread("asks"));
      while (query(WAITING).isEmpty()) {
        Thread.onSpinWait();
      }

      proxy.fallSilent();

      Throwable told = assertThrows(CompletionException.class, run::join).getCause();
      assertEquals(Outcome.INTERRUPTED, assertInstanceOf(Interrupted.class, told).run().outcome());
    }
  }

  @Test
  void theServerIsAskedToNoticeIt() throws SQLException {
    try (var connection = direct().open();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings"
                    + " WHERE name LIKE 'tcp%'")) {
      row.next();

      assertEquals("4 1 1 2000", row.getString(1));
    }
  }

  @Test
  void everyReadEndsAndSaysThatTheServerDoesNotAnswer() {
    OneProcess process = process();
    proxy.fallSilent();

    for (Runnable read :
        List.<Runnable>of(
            () -> process.verifier().schema(),
            () -> process.verifier().verify(Optional.empty(), false),
            () -> process.reading().status().status(),
            () -> process.store().list(null, 1),
            () -> process.runner().run(RunRequest.LATEST))) {
      DatabaseException told = assertThrows(DatabaseException.class, read::run);
      assertEquals(ConnectionFailure.UNREACHABLE, told.failure());
    }
  }
}

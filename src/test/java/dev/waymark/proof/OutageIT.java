package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a platform sees of a database that is away. */
@Timeout(120)
class OutageIT {
  private static final Map<String, String> OFTEN = Map.of("WAYMARK_WATCH_INTERVAL", "PT0.2S");

  @TempDir Path migrations;

  @Test
  void anOutageLeavesAReplicaLiveAndReadyAndItSaysWhatIsWrong() throws Exception {
    Files.writeString(migrations.resolve("V1__a.sql"), "CREATE TABLE a (id int);");
    try (OwnServer server = OwnServer.start();
        Replica replica = Replica.start(server.database().url(), migrations, OFTEN)) {
      assertEquals(200, replica.post().status());
      until(replica, "waymark_migrations_applied 1.0");

      server.crash();

      until(replica, "waymark_database_up 0.0");
      assertEquals(200, replica.watch("/q/health/live").status());
      assertEquals(200, replica.watch("/q/health/ready").status());
      assertEquals("database-unreachable", replica.get("/migrations/status").problem());
      assertEquals("verified", schemaState(replica));
      assertTrue(metrics(replica).contains("waymark_migrations_applied 1.0"));

      server.startAgain();

      until(replica, "waymark_database_up 1.0");
    }
  }

  @Test
  void aReplicaThatNeverReachedItsDatabaseIsNotReady() throws Exception {
    String unreachable = "postgresql://u:s3cret@127.0.0.1:%d/db".formatted(unusedPort());
    try (Replica replica = Replica.start(unreachable, migrations, OFTEN)) {
      until(replica, "waymark_database_up 0.0");

      assertEquals(200, replica.watch("/q/health/live").status());
      assertEquals(200, replica.watch("/q/health/started").status());
      Answer ready = replica.watch("/q/health/ready");
      assertEquals(503, ready.status());
      assertTrue(ready.toString().contains("PostgreSQL cannot be reached."), ready::toString);
      assertEquals("unknown", schemaState(replica));
    }
  }

  @Test
  void readinessCanDependOnTheSchema() throws Exception {
    Files.writeString(migrations.resolve("V1__a.sql"), "CREATE TABLE a (id int);");
    Map<String, String> verified =
        Map.of("WAYMARK_WATCH_INTERVAL", "PT0.2S", "WAYMARK_READINESS", "verified");
    Database database = Database.create();
    try (Replica replica = Replica.start(database.url(), migrations, verified)) {
      until(replica, "waymark_migrations_pending 1.0");
      assertEquals(503, replica.watch("/q/health/ready").status());

      replica.post();

      Until.holds(() -> replica.watch("/q/health/ready").status() == 200, () -> "never ready");
    }
  }

  private static void until(Replica replica, String sample) throws Exception {
    Until.holds(
        () -> metrics(replica).contains(sample), () -> sample + " in\n" + lastMetrics(replica));
  }

  private static String metrics(Replica replica) throws Exception {
    return replica.watch("/q/metrics").response().body();
  }

  private static String lastMetrics(Replica replica) {
    try {
      return metrics(replica);
    } catch (Exception exception) {
      return exception + replica.process().lastWords();
    }
  }

  private static String schemaState(Replica replica) throws Exception {
    return replica.watch("/q/health/group/schema").text("/checks/0/data/state");
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

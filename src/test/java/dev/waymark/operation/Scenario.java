package dev.waymark.operation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.TestPostgres;
import dev.waymark.http.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** What can happen to a Waymark, done to the running application over HTTP and behind its back. */
final class Scenario {
  private final String management;

  /**
   * @param managementPort where health and metrics are
   */
  Scenario(int managementPort) {
    this.management = "http://localhost:" + managementPort;
  }

  /** An empty database and an empty folder, and Waymark has seen them. */
  void reset() throws Exception {
    TestDatabase.empty();
    try (Stream<Path> scripts = Files.list(folder())) {
      for (Path script : scripts.toList()) {
        Files.delete(script);
      }
    }
    verify();
    until(() -> metrics().value("waymark_migrations_applied") == 0);
  }

  /** Runs, a wait for a lock, a failure and a drift: everything that has a metric has been told. */
  void everything() throws Exception {
    script("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY);");
    assertEquals(200, run());
    waitForALock();
    script("V3__fails.sql", "SELECT 1 / 0;");
    assertEquals(422, run());
    drift();
    // The watch looks after each run, beside it, and now and then.
    until(() -> metrics().value("waymark_migrations_applied") == 2);
    until(() -> metrics().value("waymark_migrations_pending") == 1);
  }

  /** A migration needs a table that somebody else has locked until it was rolled back once. */
  void waitForALock() throws Exception {
    script("V2__b.sql", "ALTER TABLE a ADD COLUMN b int;");
    try (Connection other = connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE a");
      CompletableFuture<Integer> running = CompletableFuture.supplyAsync(this::run);
      double retries = metrics().value("waymark_lock_retries_total");
      until(() -> metrics().value("waymark_runs_blocked") > 0);
      until(() -> metrics().value("waymark_lock_retries_total") > retries);
      other.rollback();
      assertEquals(200, running.get());
    }
  }

  /** Somebody changes the schema by hand, and somebody asks. */
  void drift() throws SQLException {
    TestDatabase.execute("CREATE VIEW by_hand AS SELECT 1 AS one");
    verify();
  }

  void verify() {
    given().queryParam("fresh", "true").get("/schema/verification").then().statusCode(200);
  }

  /** {@code POST /migrations}; returns the status. */
  int run() {
    return given().noContentType().post("/migrations").statusCode();
  }

  Metrics metrics() {
    return Metrics.parse(given().get(management + "/q/metrics").asString());
  }

  void script(String name, String sql) throws IOException {
    Files.writeString(folder().resolve(name), sql);
  }

  static Connection connect() throws SQLException {
    return TestPostgres.connect(ConnectionUrl.parse(setting("DATABASE_URL")).database());
  }

  static void until(BooleanSupplier holds) {
    while (!holds.getAsBoolean()) {
      // The test's timeout interrupts.
      assertFalse(Thread.currentThread().isInterrupted(), "it did not come to that in time");
    }
  }

  private static Path folder() {
    return Path.of(setting("waymark.migrations"));
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}

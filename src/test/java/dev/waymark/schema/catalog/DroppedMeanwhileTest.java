package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.database.TestPostgres;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that somebody drops after the snapshot of a read, and before they are printed. */
class DroppedMeanwhileTest {
  private static final NamespaceFilter SHOP = NamespaceFilter.of("shop");

  @FunctionalInterface
  private interface Read {
    Object by(CatalogReader reader, Connection connection) throws SQLException;
  }

  static Stream<Read> reads() {
    return Stream.of(
        (reader, connection) -> reader.read(connection, SHOP).objects(),
        (reader, connection) -> reader.readFingerprinted(connection, SHOP).schema().objects(),
        (reader, connection) -> reader.readChanged(connection, SHOP).schema().objects(),
        (reader, connection) -> reader.readIdentified(connection, SHOP).objects());
  }

  @ParameterizedTest
  @MethodSource("reads")
  void whatIsThereIsRead(Read read) throws SQLException {
    try (var database = SchemaDatabase.create();
        var somebody = TestPostgres.connect(database.name());
        var dropping = somebody.createStatement()) {
      database.execute(
          """
          CREATE SCHEMA shop;
          CREATE TABLE shop.kept (id int PRIMARY KEY);
          CREATE TABLE shop.users (id int PRIMARY KEY);
          CREATE VIEW shop.seen AS SELECT id FROM shop.users;
          """);
      CatalogReader reader = CatalogReader.readingChangesOnly();
      reader.readIdentified(database.connection(), SHOP);
      database.execute("ALTER TABLE shop.kept ADD name text");
      somebody.setAutoCommit(false);
      dropping.execute("DROP TABLE shop.users CASCADE");

      var reading =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return read.by(reader, database.connection());
                } catch (SQLException exception) {
                  throw new CompletionException(exception);
                }
              });
      waitUntilBlocked(somebody, reading);
      somebody.commit();

      Object found = reading.join();
      assertEquals(read.by(new CatalogReader(), database.connection()), found);
    }
  }

  private static void waitUntilBlocked(Connection blocker, CompletableFuture<?> reading)
      throws SQLException {
    try (var question = blocker.createStatement()) {
      boolean waits = false;
      while (!waits && !reading.isDone()) {
        try (var row =
            question.executeQuery(
                "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")) {
          row.next();
          waits = row.getBoolean(1);
        }
      }
    }
  }

  @Test
  void anIndexThatIsNotPrintedAnyMoreEndsNoRead() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(
          """
          CREATE SCHEMA shop;
          CREATE TABLE shop.users (id int, name text);
          CREATE INDEX by_name ON shop.users (lower(name));
          """);

      Schema read =
          CatalogSnapshot.read(
                  database.connection(),
                  FoundObjects.alone(SHOP),
                  SHOP,
                  first -> {},
                  first -> {
                    drop(database.name());
                    return new CatalogSnapshot.Nothing();
                  })
              .schema();

      assertEquals(1, read.table("shop", "users").stream().count());
    }
  }

  private static void drop(String database) throws SQLException {
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("DROP INDEX shop.by_name");
    }
  }
}

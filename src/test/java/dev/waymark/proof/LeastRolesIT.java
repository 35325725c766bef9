package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The roles of docs/explanation/security.md, with the statements that stand there and nothing else.
 */
@Timeout(120)
class LeastRolesIT {
  private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  private Database database;
  private List<String> statements;

  @BeforeEach
  void grant() throws Exception {
    Files.writeString(folder.resolve("V1__a.sql"), "CREATE TABLE a (id int PRIMARY KEY);");
    database = Database.create();
    // As PostgreSQL 15 and newer make it.
    database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    statements =
        SQL.matcher(Files.readString(Path.of("docs/explanation/security.md")))
            .results()
            .map(block -> named(block.group(1)))
            .toList();
    database.execute(statements.get(0));
  }

  @Test
  void theReaderReportsWhatTheMigratorDoes() throws Exception {
    Map<String, String> direct = Map.of("DATABASE_URL_UNPOOLED", url("waymark_migrator"));
    try (Replica replica = Replica.start(url("waymark_reader"), folder, direct)) {
      assertEquals("succeeded", replica.post().text("/outcome"));
      database.execute(statements.get(1));

      assertEquals(200, replica.get("/migrations/status").status());
      assertEquals("verified", replica.get("/schema/verification").text("/status"));
      assertEquals(1, replica.get("/migrations/runs").body().at("/runs").size());

      Files.writeString(folder.resolve("V2__b.sql"), "CREATE TABLE b (id int PRIMARY KEY);");
      Answer second = replica.post();
      assertEquals("verified", second.text("/verification/status"), second::toString);
    }

    try (Replica viewers = Replica.start(url("waymark_reader"), folder, Map.of())) {
      assertEquals("verified", viewers.get("/schema/verification").text("/status"));
      assertEquals(200, viewers.get("/migrations/status").status());
      assertEquals(2, viewers.get("/migrations/runs").body().at("/runs").size());
      Files.writeString(folder.resolve("V3__c.sql"), "CREATE TABLE c (id int PRIMARY KEY);");
      Answer refused = viewers.post();
      assertEquals("privilege-missing", refused.problem(), refused::toString);
    }
  }

  private String named(String text) {
    return text.replaceAll("waymark_(migrator|reader)", database.name() + "_$1")
        .replace("DATABASE app", "DATABASE " + database.name());
  }

  private String url(String role) throws SQLException {
    return "postgresql://%s@127.0.0.1:%d/%s"
        .formatted(named(role), database.port(), database.name());
  }
}

package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens are made without a server, and are known to one at once. */
@Timeout(120)
class TokenCommandIT {
  private static final Map<String, String> NOTHING = Map.of();

  // No database is asked there before a client calls.
  private static final String DATABASE = "postgresql://u@127.0.0.1:1/db";

  @TempDir Path folder;

  @Test
  void aTokenThatWasMadeIsKnownToARunningServer() throws Exception {
    Path tokens = Files.createDirectory(folder.resolve("tokens"));
    try (Replica server =
        Replica.start(DATABASE, folder, Map.of("WAYMARK_TOKENS_DIR", tokens.toString()))) {
      CommandRun made =
          CommandRun.of(
                  Map.of("WAYMARK_TOKENS_DIR", tokens.toString()),
                  "token",
                  "create",
                  "dashboards",
                  "--role",
                  "viewer")
              .endedWith(0);

      String secret = made.output().strip();
      assertTrue(secret.matches("wmk_[-_A-Za-z0-9]{43}"), made::toString);
      assertFalse(made.errors().contains(secret), made::toString);
      assertFalse(Files.readString(tokens.resolve("dashboards")).contains(secret));
      assertEquals(503, server.get("/schema", "Authorization", "Bearer " + secret).status());
      assertEquals(403, server.post("Authorization", "Bearer " + secret).status());
    }
  }

  @Test
  void aProgramReadsItAsJson() throws Exception {
    JsonNode made = create("deploy", "migrator", "-o", "json").endedWith(0).json();

    assertEquals("deploy", made.path("name").asText());
    assertEquals("migrator", made.path("role").asText());
    assertEquals(folder.resolve("deploy").toString(), made.path("file").asText());
    assertTrue(made.path("secret").asText().startsWith("wmk_"));
  }

  @Test
  void aNameThatIsTakenIsNotOverwritten() throws Exception {
    create("deploy", "viewer").endedWith(0);
    String before = Files.readString(folder.resolve("deploy"));

    CommandRun again = create("deploy", "migrator").endedWith(2);

    assertEquals("", again.output());
    assertTrue(again.errors().startsWith("waymark: deploy: there is a token of this name"));
    assertEquals(before, Files.readString(folder.resolve("deploy")));
  }

  @Test
  void whatMakesNoSenseIsRefused() throws Exception {
    for (CommandRun run :
        List.of(
            create("deploy", "admin"),
            create("../deploy", "viewer"),
            CommandRun.of(NOTHING, "token", "create", "deploy", "--role", "viewer"),
            CommandRun.of(NOTHING, "token", "create", "--dir", folder.toString()),
            CommandRun.of(NOTHING, "token"))) {
      run.endedWith(2);
      assertEquals("", run.output(), run::toString);
    }
    assertFalse(Files.exists(folder.resolve("deploy")));
  }

  @Test
  void aFolderThatIsNotThereIsTold() throws Exception {
    CommandRun run =
        CommandRun.of(
                NOTHING, "token", "create", "deploy", "--role", "viewer", "--dir", folder + "/none")
            .endedWith(1);

    assertTrue(run.errors().contains(folder + "/none/deploy cannot be written"), run::toString);
  }

  private CommandRun create(String name, String role, String... more) throws Exception {
    String[] arguments =
        Stream.concat(
                Stream.of("token", "create", name, "--role", role, "--dir", folder.toString()),
                Stream.of(more))
            .toArray(String[]::new);
    return CommandRun.of(NOTHING, arguments);
  }
}

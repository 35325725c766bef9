package dev.waymark.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The API's description is read by the tools that its clients use, without a complaint. */
@EnabledIf(
    value = "hasTools",
    disabledReason =
        "the linters and the compiler are absent; .ci/run installs them into target/npm")
class ApiDescriptionTest {
  private static final Path TOOLS = Path.of("target/npm/node_modules/.bin").toAbsolutePath();
  private static final Path CONTRACTS = Path.of("src/test/resources/contracts");
  private static final Path CLIENT = Path.of("src/test/resources/client/client.ts");

  @TempDir Path folder;

  @Test
  void redoclyFindsNothing() throws Exception {
    String said = done(0, "redocly", "lint", description().toString());

    assertTrue(said.contains("is valid"), said);
    assertTrue(!said.contains("Warning was generated"), said);
  }

  @Test
  void spectralFindsNothing() throws Exception {
    Files.writeString(folder.resolve(".spectral.yaml"), "extends: [\"spectral:oas\"]");

    String said = done(0, "spectral", "lint", "--fail-severity", "hint", description().toString());

    assertTrue(said.contains("No results"), said);
  }

  @Test
  void aClientInTypeScriptKnowsTheMembersOfEachProblem() throws Exception {
    String client = Files.readString(CLIENT);
    types();

    assertEquals("", compiled(0, client));
    String wrong = compiled(2, client.replace("problem.versions", "problem.script"));
    assertTrue(wrong.contains("Property 'script' does not exist"), wrong);
  }

  private void types() throws Exception {
    done(
        0,
        "openapi-typescript",
        description().toString(),
        "--output",
        folder.resolve("api.d.ts").toString());
  }

  private String compiled(int code, String client) throws Exception {
    Path file = folder.resolve("client.ts");
    Files.writeString(file, client);
    return done(
        code,
        "tsc",
        "--noEmit",
        "--strict",
        "--target",
        "es2022",
        "--moduleResolution",
        "node",
        file.toString());
  }

  private Path description() throws Exception {
    Path copy = folder.resolve("openapi.json");
    Files.writeString(copy, Files.readString(CONTRACTS.resolve("openapi.json")));
    return copy;
  }

  private String done(int code, String tool, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(TOOLS.resolve(tool).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("REDOCLY_TELEMETRY", "off");
    builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    Process process = builder.start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(code, process.waitFor(), said);
    return said;
  }

  static boolean hasTools() {
    return List.of("redocly", "spectral", "openapi-typescript", "tsc").stream()
        .allMatch(tool -> Files.isExecutable(TOOLS.resolve(tool)));
  }
}

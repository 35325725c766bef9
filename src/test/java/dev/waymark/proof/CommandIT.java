package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a database, as processes: what they print, and what they end with. */
@Timeout(120)
class CommandIT {
  private static final String WAITS_FOR_THE_GATE =
      "CREATE TABLE b (); SELECT pg_advisory_xact_lock(7)";

  private static final Map<String, String> NOTHING = Map.of();

  @TempDir Path folder;

  private Database database;
  private Map<String, String> settings;

  @BeforeEach
  void prepare() throws Exception {
    database = Database.create();
    settings = Map.of("DATABASE_URL", database.url(), "WAYMARK_MIGRATIONS", folder.toString());
    script("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY);");
  }

  @Test
  void migratesAndTellsPeopleWhatItDid() throws Exception {
    CommandRun run = CommandRun.of(settings, "migrate").endedWith(0);

    assertTrue(run.output().contains("applied 1 migration, now version 1, in "), run::toString);
    assertTrue(run.output().contains("verified, "), run::toString);
    assertEquals("", unhurried(run.errors()));
    assertEquals(List.of("1 t"), database.history());
  }

  @Test
  void printsTheJsonOfHttp() throws Exception {
    try (Replica server = Replica.start(database.url(), folder, Map.of())) {
      JsonNode run = CommandRun.of(settings, "migrate", "-o", "json").endedWith(0).json();
      assertEquals(server.get("/migrations/runs/" + run.path("id").asText()).body(), run);
      assertEquals(
          server.get("/migrations/status").body(),
          CommandRun.of(settings, "status", "-o", "json").endedWith(0).json());
      assertEquals(
          timeless(server.get("/schema/verification").body()),
          timeless(CommandRun.of(settings, "verify", "-o", "json").endedWith(0).json()));
      assertEquals(
          server.get("/schema").body(),
          CommandRun.of(settings, "schema", "-o", "json").endedWith(0).json());
      assertEquals(
          server.get("/schema?format=sql").response().body(),
          CommandRun.of(settings, "schema", "--format", "sql").endedWith(0).output());
      assertEquals(
          server.get("/schema?format=svg").response().body(),
          CommandRun.of(settings, "schema", "--format", "svg").endedWith(0).output());
      CommandRun.of(settings, "schema", "--format", "svg", "--table", "public.none").endedWith(2);
      CommandRun.of(settings, "schema", "--table", "public.a").endedWith(2);
    }
  }

  @Test
  void migratesWhatWasPlannedOrNothing() throws Exception {
    script("V2__b.sql", "CREATE TABLE b (\n  id int);\nDROP TABLE b;");
    try (Replica server = Replica.start(database.url(), folder, Map.of())) {
      assertEquals(
          server.get("/migrations/plan").body(),
          CommandRun.of(settings, "plan", "-o", "json").endedWith(0).json());
      assertEquals(
          server.get("/migrations/plan?target=1").body(),
          CommandRun.of(NOTHING, "plan", "--remote", server.url(), "--target", "1", "-o", "json")
              .endedWith(0)
              .json());
    }
    String digest =
        CommandRun.of(settings, "plan", "-o", "json").endedWith(0).json().path("digest").asText();
    CommandRun words = CommandRun.of(settings, "plan").endedWith(0);
    assertTrue(words.output().contains("  plan  " + digest + "\n"), words::toString);
    assertTrue(words.output().contains("  2  line 3  DROP TABLE b\n"), words::toString);
    assertTrue(CommandRun.of(settings, "plan", "-o", "markdown").output().startsWith("# Plan\n"));
    assertEquals(
        "2.1.0",
        CommandRun.of(settings, "plan", "-o", "sarif")
            .endedWith(0)
            .json()
            .path("version")
            .asText());
    script("V2__b.sql", "CREATE TABLE b (\n  id int);");

    CommandRun changed = CommandRun.of(settings, "migrate", "--plan", digest).endedWith(1);

    assertTrue(changed.errors().contains("V2__b.sql is new, or was changed"), changed::toString);
    assertTrue(changed.errors().contains("Look at waymark plan"), changed::toString);
    String now =
        CommandRun.of(settings, "plan", "-o", "json").endedWith(0).json().path("digest").asText();
    CommandRun.of(settings, "migrate", "--plan", now).endedWith(0);
    assertEquals(List.of("1 t", "2 t"), database.history());
  }

  @Test
  void opensNoPort() throws Exception {
    // With both ports taken a server could not start.
    try (ServerSocket http = new ServerSocket(0);
        ServerSocket management = new ServerSocket(0)) {
      Map<String, String> taken = new TreeMap<>(settings);
      taken.put("QUARKUS_HTTP_PORT", Integer.toString(http.getLocalPort()));
      taken.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management.getLocalPort()));

      CommandRun.of(taken, "status").endedWith(0);
    }
  }

  @Test
  void tellsWhereAMigrationFailed() throws Exception {
    script("V2__b.sql", "CREATE TABLE b (id int);\n\nSELECT 1/0;");

    CommandRun run = CommandRun.of(settings, "migrate", "--output", "json").endedWith(1);

    assertEquals("https://waymark.dev/problems/migration-failed", run.json().path("type").asText());
    assertEquals(3, run.json().path("line").asInt());
    assertEquals(1, run.json().at("/run/applied").asInt());
    // Before it stands what was applied, where the run took long enough to tell of it.
    assertTrue(
        run.errors().contains("waymark: V2__b.sql, line 3: division by zero\n"), run::errors);
    assertFalse(run.errors().contains("\tat "), run::errors);
  }

  @Test
  void pointsAtTheCharacterAtWhichPostgresqlPoints() throws Exception {
    script("V2__b.sql", "CREATE TABLE b (\n  id int,\n\tname texxt\n);");

    CommandRun run = CommandRun.of(settings, "migrate").endedWith(1);

    assertTrue(
        run.errors()
            .contains(
                """
                waymark: V2__b.sql, line 3, column 7: type "texxt" does not exist
                  LINE 3:  name texxt
                                ^
                """),
        run::errors);
  }

  @Test
  void endsWith3WhenTheSchemaHasDrifted() throws Exception {
    CommandRun.of(settings, "migrate").endedWith(0);
    database.execute("DROP TABLE a");

    database.execute("CREATE TABLE noted (id integer PRIMARY KEY, at timestamp)");

    CommandRun run = CommandRun.of(settings, "verify").endedWith(3);

    assertTrue(run.output().contains("missing table public.a, since "), run::toString);
    assertTrue(
        run.output().contains("advice column-timestamp: 1, public.noted.at\n"), run::toString);
    assertFalse(run.output().contains("ALTER TABLE"), run::toString);
    CommandRun each = CommandRun.of(settings, "verify", "--findings").endedWith(3);
    assertTrue(each.output().contains("    ALTER TABLE public.noted"), each::toString);
    CommandRun none = CommandRun.of(settings, "verify", "--findings", "none").endedWith(3);
    assertFalse(none.output().contains("column-timestamp"), none::toString);
    assertTrue(
        CommandRun.of(settings, "verify", "-o", "junit", "--kind", "tables")
            .endedWith(3)
            .output()
            .startsWith("<?xml"));
  }

  @Test
  void endsWith75WhenTheDatabaseIsAway() throws Exception {
    Map<String, String> away = new TreeMap<>(settings);
    away.put("DATABASE_URL", "postgresql://app:hunter2@127.0.0.1:1/app");

    CommandRun run = CommandRun.of(away, "status", "-o", "json").endedWith(75);

    assertEquals(
        "https://waymark.dev/problems/database-unreachable", run.json().path("type").asText());
    assertFalse(run.toString().contains("hunter2"), run::toString);
  }

  @Test
  void endsWith1WhenThePasswordIsWrong() throws Exception {
    Map<String, String> wrong = new TreeMap<>(settings);
    wrong.put(
        "DATABASE_URL",
        "postgresql://nobody_at_all:hunter2@127.0.0.1:%d/%s"
            .formatted(database.port(), database.name()));

    CommandRun run = CommandRun.of(wrong, "migrate").endedWith(1);

    assertEquals("", run.output());
    assertTrue(
        run.errors().startsWith("waymark: PostgreSQL refused the credentials."), run::errors);
    assertFalse(run.toString().contains("hunter2"), run::toString);
  }

  @Test
  void endsWith2AndOneLineWhenASettingIsMissing() throws Exception {
    CommandRun run = CommandRun.of(NOTHING, "status").endedWith(2);

    assertEquals("", run.output());
    assertTrue(run.errors().matches("waymark: .* Set DATABASE_URL.*\n"), run::errors);
  }

  @Test
  void endsWith2AndOneLineWhenASettingCannotBeRead() throws Exception {
    Map<String, String> unreadable = new TreeMap<>(settings);
    unreadable.put("WAYMARK_LOCK_RETRIES", "many");

    CommandRun run = CommandRun.of(unreadable, "migrate").endedWith(2);

    assertEquals(
        "waymark: WAYMARK_LOCK_RETRIES=many is no whole number from 0 to 1000000.\n", run.errors());
    assertEquals(0, database.progress());
  }

  @Test
  void endsWith2WithoutStartingAnythingWhenTheCommandLineIsWrong() throws Exception {
    for (List<String> line :
        List.of(
            List.of("status", "--nonsense"),
            List.of("nonsense"),
            List.of("nonsense", "--version"),
            List.of("nonsense", "--help"),
            List.of("status", "nonsense", "--help"),
            List.of("runs", "--follow"),
            List.of("runs", "--limit", "0"),
            List.of("baseline"),
            List.of("baseline", "x"),
            List.of("repair", "--go-on", "V1__a.sql"),
            List.of("migrate", "--target", "x"),
            List.of("migrate", "--plan", "sha256:1"),
            List.of("plan", "--target", "x"),
            List.of("verify", "--kind", "chairs"),
            List.of("verify", "--findings", "fatal"),
            List.of("verify", "--expectation", "hope"))) {
      CommandRun run = CommandRun.of(NOTHING, line.toArray(String[]::new)).endedWith(2);
      assertEquals("", run.output());
      assertTrue(run.errors().startsWith("waymark: "), run::errors);
      assertTrue(run.errors().contains("--help"), run::errors);
    }
  }

  @Test
  void helpNeedsNothing() throws Exception {
    CommandRun run = CommandRun.of(NOTHING, "--help").endedWith(0);

    assertTrue(run.output().contains("migrate"), run::toString);
    assertEquals("", run.errors());
    for (String command :
        List.of(
            "check",
            "plan",
            "migrate",
            "status",
            "verify",
            "acceptances",
            "runs",
            "repair",
            "baseline",
            "schema",
            "wait")) {
      CommandRun help = CommandRun.of(NOTHING, command, "--help").endedWith(0);
      assertTrue(help.output().contains("Example: waymark " + command), help::toString);
    }
  }

  @Test
  void namesAVariableThatIsNotRead() throws Exception {
    Map<String, String> misspelt = new HashMap<>(settings);
    misspelt.put("WAYMARK_OUTOFORDER", "true");
    misspelt.put("WAYMARK_SERVICE_HOST", "10.0.0.1");

    CommandRun run = CommandRun.of(misspelt, "status").endedWith(0);

    assertEquals(
        "waymark: WAYMARK_OUTOFORDER is no setting of Waymark and does nothing; did you mean"
            + " WAYMARK_OUT_OF_ORDER?\n",
        unhurried(run.errors()));
  }

  @Test
  void repairsBeginsAndListsTheHistory() throws Exception {
    CommandRun.of(settings, "status", "--exit-code").endedWith(3);
    database.execute("CREATE TABLE a (id int PRIMARY KEY)");
    CommandRun refused = CommandRun.of(settings, "migrate").endedWith(1);
    assertTrue(refused.errors().contains("waymark baseline VERSION"), refused::toString);
    assertFalse(refused.errors().contains("POST /"), refused::toString);

    CommandRun.of(settings, "baseline", "1", "--reason", "adopted").endedWith(0);

    CommandRun.of(settings, "status", "--exit-code").endedWith(0);
    script("V2__b.sql", "CREATE TABLE b ()");
    String id =
        CommandRun.of(settings, "migrate", "-o", "json").endedWith(0).json().path("id").asText();
    script("V2__b.sql", "CREATE TABLE b (); -- changed");
    CommandRun.of(settings, "status", "--exit-code").endedWith(1);

    CommandRun preview = CommandRun.of(settings, "repair", "--preview").endedWith(0);
    assertTrue(
        preview.output().startsWith("would make 1 change of the history\n"), preview::output);
    CommandRun.of(settings, "status", "--exit-code").endedWith(1);
    CommandRun repaired = CommandRun.of(settings, "repair", "-o", "json").endedWith(0);
    assertEquals("realign", repaired.json().path("changes").path(0).path("action").asText());
    CommandRun.of(settings, "status", "--exit-code").endedWith(0);

    JsonNode runs = CommandRun.of(settings, "runs", "-o", "json").endedWith(0).json().path("runs");
    assertEquals(
        List.of("repair", "migrate", "baseline"),
        List.of(
            runs.path(0).path("operation").asText(),
            runs.path(1).path("operation").asText(),
            runs.path(2).path("operation").asText()));
    assertEquals(
        id,
        CommandRun.of(settings, "runs", id, "-o", "json").endedWith(0).json().path("id").asText());
    CommandRun followed = CommandRun.of(settings, "runs", id, "--follow").endedWith(0);
    assertTrue(followed.output().contains("  migration-applied  "), followed::output);
    assertTrue(followed.output().contains("run " + id + ": succeeded\n"), followed::output);
    CommandRun over = CommandRun.of(settings, "runs", id, "--cancel").endedWith(1);
    assertFalse(over.errors().contains("GET /"), over::errors);
    CommandRun.of(settings, "runs", "nonsense").endedWith(1);
  }

  @Test
  void ctrlCCancelsTheRunAndTellsWhatIsApplied() throws Exception {
    assumeTrue(CommandRun.ctrlCArrives(), "this was started with SIGINT ignored");
    try (Connection gate = gate();
        CommandRun run = waiting("migrate", "-o", "json")) {
      run.signal("INT");

      assertEquals("run-cancelled", run.endedWith(1).problem(), run::toString);
      assertEquals(1, run.json().at("/run/applied").asInt());
      assertEquals(List.of("1 t"), database.history());
      assertEquals(List.of("cancelled"), List.copyOf(database.outcomes().values()));
    }
  }

  @Test
  void ctrlCEndsTheWaitingForARunElsewhereAndLetsItGoOn() throws Exception {
    assumeTrue(CommandRun.ctrlCArrives(), "this was started with SIGINT ignored");
    try (Connection gate = gate();
        CommandRun run = waiting("migrate")) {
      CommandRun joined = waiting("migrate", "--timeout", "1h");

      joined.signal("INT");
      joined.endedWith(1);
      gate.close();

      run.endedWith(0);
      assertEquals(List.of("succeeded"), List.copyOf(database.outcomes().values()));
    }
  }

  @Test
  void aRunMayEndWhenTheProcessIsAskedTo() throws Exception {
    try (Connection gate = gate();
        CommandRun run = waiting("migrate", "-o", "json")) {

      run.signal("TERM");
      gate.close();

      // 128 and SIGTERM: the sender knows why.
      assertEquals(2, run.endedWith(143).json().path("applied").asInt(), run::toString);
      assertEquals(List.of("1 t", "2 t"), database.history());
    }
  }

  @Test
  void nothingIsTriedAgainWhenTheProcessIsAskedToEnd() throws Exception {
    try (Connection gate = gate();
        CommandRun run = waiting("migrate");
        CommandRun patient =
            CommandRun.start(settings, "migrate", "--target", "1", "--timeout", "10m")) {
      patient.said("waiting: Run ");

      patient.signal("TERM");

      patient.endedWith(143);
      gate.close();
      run.endedWith(0);
    }
  }

  @Test
  void triesAgainLaterWhenAnotherTargetIsBeingRun() throws Exception {
    try (Connection gate = gate();
        CommandRun run = waiting("migrate")) {

      CommandRun other = CommandRun.of(settings, "migrate", "--target", "1", "-o", "json");

      assertEquals("run-in-progress", other.endedWith(75).problem(), other::toString);
      try (CommandRun patient =
          CommandRun.start(settings, "migrate", "--target", "1", "--timeout", "2m")) {
        patient.said("waiting: Run ");
        gate.close();
        run.endedWith(0);
        assertTrue(patient.endedWith(0).output().contains("nothing pending"), patient::toString);
      }
    }
  }

  @Test
  void waitsUntilAVersionIsThere() throws Exception {
    try (CommandRun run = CommandRun.start(settings, "wait", "--version", "1.0")) {
      run.said("waiting: ");

      CommandRun.of(settings, "migrate").endedWith(0);

      assertTrue(run.endedWith(0).output().contains("version 1, up to date"), run::toString);
    }
    CommandRun never =
        CommandRun.of(settings, "wait", "--version", "2", "--timeout", "1ms", "-o", "json");
    assertEquals("1", never.endedWith(75).json().path("currentVersion").asText());
    database.execute("DROP TABLE a");
    CommandRun.of(settings, "wait", "--verified", "--timeout", "1ms").endedWith(3);
  }

  @Test
  void tellsWhenWhatWasAppliedIsNotWhatIsExpected() throws Exception {
    Path contract = folder.resolve("contract.yaml");
    Files.writeString(
        contract, "format: 1\nmode: contains\ntables:\n  - {namespace: public, name: z}\n");
    Map<String, String> strict = new TreeMap<>(settings);
    strict.put("WAYMARK_CONTRACT", contract.toString());

    CommandRun run = CommandRun.of(strict, "migrate").endedWith(0);

    assertEquals(
        "waymark: the migrations are applied, but the schema is drifted\n",
        unhurried(run.errors()));
    CommandRun.of(strict, "migrate", "--require-verified").endedWith(3);
    assertEquals(
        "", unhurried(CommandRun.of(strict, "migrate", "--no-verify").endedWith(0).errors()));
  }

  @Test
  void drawsABarAndColoursOnATerminal() throws Exception {
    script("V2__b.sql", WAITS_FOR_THE_GATE);
    try (Connection gate = gate();
        CommandRun run = CommandRun.onTerminal(settings, "migrate")) {
      run.printed("\r\u001b[K[######......] migration 2 of 2, ");
      gate.close();

      run.endedWith(0);

      assertTrue(run.output().contains("\u001b[32mapplied\u001b[0m 2 migrations"), run::toString);
    }
    Map<String, String> plain = new TreeMap<>(settings);
    plain.put("NO_COLOR", "1");
    try (CommandRun run = CommandRun.onTerminal(plain, "status")) {
      assertFalse(run.endedWith(0).output().contains("\u001b["), run::toString);
    }
  }

  @Test
  void whatTheLineSaysCountsForMoreThanTheVariables() throws Exception {
    Path address =
        Files.writeString(folder.resolve("address"), settings.get("DATABASE_URL") + "\n");
    Path scripts = Files.createDirectories(folder.resolve("elsewhere/migrations"));
    Files.writeString(scripts.resolve("V1__b.sql"), "CREATE TABLE b (${column} int);");
    Map<String, String> wrong =
        Map.of(
            "DATABASE_URL", "postgresql://nobody@localhost:1/nowhere",
            "WAYMARK_MIGRATIONS", "/nowhere",
            "WAYMARK_LOCK_TIMEOUT", "1h");

    CommandRun run =
        CommandRun.of(
                wrong,
                "migrate",
                "--database-url-file",
                address.toString(),
                "--migrations",
                scripts.toString(),
                "--placeholder",
                "column=it",
                "--lock-timeout",
                "5s",
                "-o",
                "json")
            .endedWith(0);

    assertEquals(1, run.json().path("applied").asInt());
    CommandRun both =
        CommandRun.of(
                settings, "status", "--database-url", "postgresql:///x", "--database-url-file", "y")
            .endedWith(2);
    assertTrue(both.errors().contains("--database-url and --database-url-file"), both::toString);
    CommandRun away =
        CommandRun.of(NOTHING, "status", "--remote", "http://localhost:1", "--migrations", "x")
            .endedWith(2);
    assertTrue(away.errors().contains("do not belong to --remote"), away::toString);
  }

  @Test
  void completesInBash() throws Exception {
    String script = CommandRun.of(NOTHING, "completion", "bash").endedWith(0).output();
    Files.writeString(folder.resolve("completion"), script);

    assertEquals("status", completed("st"));
    assertEquals("--applied", completed("check --app"));
    assertEquals("sarif", completed("check --output sa"));
    assertEquals("--require-verified", completed("migrate --req"));
  }

  @Test
  @EnabledIf(value = "hasFish", disabledReason = "fish is absent; it is a package of its own")
  void completesInFish() throws Exception {
    String script = CommandRun.of(NOTHING, "completion", "fish").endedWith(0).output();
    Files.writeString(folder.resolve("completion.fish"), script);

    assertEquals(List.of("status"), completedInFish("waymark st"));
    assertEquals(List.of("--require-verified"), completedInFish("waymark migrate --req"));
    assertEquals(List.of("json", "text"), completedInFish("waymark status --output "));
    assertEquals(List.of("check"), completedInFish("waymark ch"));
    assertEquals(List.of("sarif"), completedInFish("waymark check --output sa"));
    assertEquals(List.of("--role"), completedInFish("waymark token create --ro"));
    assertEquals(List.of("fish"), completedInFish("waymark completion f"));
    assertEquals(List.of(), completedInFish("waymark migrate --ro"));
  }

  static boolean hasFish() {
    return InstalledTool.isThere("fish");
  }

  private List<String> completedInFish(String line) throws Exception {
    Process fish =
        new ProcessBuilder(
                "fish",
                "--no-config",
                "-c",
                "source completion.fish; complete -C '%s'".formatted(line))
            .directory(folder.toFile())
            .start();
    return new String(fish.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .map(candidate -> candidate.replaceFirst("\t.*", ""))
        .sorted()
        .toList();
  }

  private String completed(String words) throws Exception {
    String ask =
        "source completion; COMP_WORDS=(waymark %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                .formatted(words)
            + " _complete_waymark; echo ${COMPREPLY[@]}";
    Process bash = new ProcessBuilder("bash", "-c", ask).directory(folder.toFile()).start();
    return new String(bash.getInputStream().readAllBytes()).strip();
  }

  /** Without what is only told of a run that takes longer, as on a busy machine. */
  private static String unhurried(String errors) {
    return errors.replaceAll("waymark: (applied|migrates to) .*\n", "");
  }

  /** A command whose run has begun to wait for the gate, or that waits for such a run. */
  private CommandRun waiting(String... arguments) throws Exception {
    script("V2__b.sql", WAITS_FOR_THE_GATE);
    CommandRun run = CommandRun.start(settings, arguments);
    run.said(" blocks statement 2 of 2 of V2__b.sql");
    return run;
  }

  private Connection gate() throws Exception {
    Connection gate = database.connect("gate");
    gate.createStatement().execute("SELECT pg_advisory_lock(7)");
    return gate;
  }

  private void script(String name, String sql) throws Exception {
    Files.writeString(folder.resolve(name), sql);
  }

  /** A report without the times at which it was made. */
  private static JsonNode timeless(JsonNode report) {
    return ((ObjectNode) report).without(List.of("checkedAt", "readAt", "durationMs"));
  }
}

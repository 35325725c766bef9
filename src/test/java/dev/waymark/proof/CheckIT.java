package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What is said of scripts without a database, in each format, by a process without a setting. */
@Timeout(120)
class CheckIT {
  private static final Map<String, String> NOTHING = Map.of();

  /** Below the folder in which the command is started, as in a repository. */
  private Path repository;

  private Path scripts;

  @BeforeEach
  void prepare() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    repository = here.relativize(Files.createTempDirectory(here.resolve("target"), "check"));
    scripts = repository.resolve("db/migrations");
    Files.createDirectories(scripts);
    script("V1__a.sql", "CREATE TABLE a (id int);");
  }

  @AfterEach
  void remove() throws IOException {
    try (var files = Files.walk(repository)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void everyProblemIsListedByFileAndLine() throws Exception {
    giveProblems();

    JsonNode report =
        CommandRun.of(NOTHING, "check", scripts.toString(), "-o", "json").endedWith(1).json();

    assertEquals(
        new ObjectMapper()
            .readTree(
                """
                {
                  "source": "FOLDER",
                  "passed": false,
                  "scripts": [
                    {"version": "1", "script": "V1__a.sql", "file": "FOLDER/V1__a.sql"},
                    {"version": "2", "script": "V2__b b.sql", "file": "FOLDER/V2__b b.sql"},
                    {"version": "2.0", "script": "sub/V2.0__c.sql", "file": "FOLDER/sub/V2.0__c.sql"},
                    {"version": "3", "script": "V3__grants.sql", "file": "FOLDER/V3__grants.sql"}
                  ],
                  "problems": [
                    {
                      "reason": "psql-meta-command",
                      "version": "2",
                      "script": "V2__b b.sql",
                      "file": "FOLDER/V2__b b.sql",
                      "line": 3,
                      "detail": "V2__b b.sql, line 3: \\\\i is a command of psql, which PostgreSQL itself does not know.",
                      "hint": "Put the other file's statements into this script, or give that file a version."
                    },
                    {
                      "reason": "down-part",
                      "version": "2",
                      "script": "V2__b b.sql",
                      "file": "FOLDER/V2__b b.sql",
                      "line": 4,
                      "detail": "V2__b b.sql, line 4: \\"-- migrate:down\\" begins the part that takes everything back, which dbmate leaves out and Flyway executes.",
                      "hint": "Flyway executes the whole file: leave the part below that line out, or keep it in a file of its own such as U2__what_it_undoes.sql, which no run executes."
                    },
                    {
                      "reason": "unreadable",
                      "script": "V4__latin.sql",
                      "file": "FOLDER/V4__latin.sql",
                      "detail": "V4__latin.sql is not UTF-8.",
                      "hint": "Save it as UTF-8, or write its encoding, such as encoding=ISO-8859-1, into its .conf."
                    },
                    {
                      "reason": "bad-name",
                      "script": "V5_d.sql",
                      "file": "FOLDER/V5_d.sql",
                      "detail": "V5_d.sql is called almost like a script that Flyway executes, and Flyway would leave it out.",
                      "hint": "If it is one, call it like V5__d.sql. If it is none, move it out of the folder."
                    },
                    {
                      "reason": "duplicate",
                      "version": "2",
                      "script": "sub/V2.0__c.sql",
                      "file": "FOLDER/sub/V2.0__c.sql",
                      "detail": "V2__b b.sql and sub/V2.0__c.sql have the same version, 2.",
                      "hint": "Give one of them another version, or take it out of the folder."
                    }
                  ],
                  "notes": [
                    {
                      "reason": "placeholder-without-value",
                      "script": "V3__grants.sql",
                      "file": "FOLDER/V3__grants.sql",
                      "line": 2,
                      "detail": "${reader} has no value here, so that only what does not depend on it was judged.",
                      "hint": "Where it runs it needs one (WAYMARK_PLACEHOLDERS_NAME=value); here, --placeholder reader=value gives it one."
                    },
                    {
                      "reason": "configuration-without-script",
                      "script": "V9__gone.sql.conf",
                      "file": "FOLDER/V9__gone.sql.conf",
                      "detail": "V9__gone.sql.conf is executed by no run. It configures the script of its name, and there is none.",
                      "hint": "Call it like its script, with .conf at the end, or remove it."
                    },
                    {
                      "reason": "no-migration",
                      "script": "helper.sql",
                      "file": "FOLDER/helper.sql",
                      "detail": "helper.sql is executed by no run. Its name is neither a migration's nor a callback's.",
                      "hint": "If it is to run, call it like V2__what_it_does.sql."
                    }
                  ]
                }
                """
                    .replace("FOLDER", scripts.toString())),
        report);
  }

  @Test
  void codeScanningTakesItAndPointsIntoTheRepository() throws Exception {
    giveProblems();

    CommandRun run = CommandRun.of(NOTHING, "check", scripts.toString(), "-o", "sarif");

    String text = run.endedWith(1).output();
    try (InputStream schema =
        CheckIT.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      assertEquals(
          List.of(),
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(
                  new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
              .validate(text, InputFormat.JSON));
    }
    JsonNode results = run.json().at("/runs/0/results");
    assertEquals(8, results.size());
    JsonNode first = results.get(0);
    assertEquals("psql-meta-command", first.path("ruleId").asText());
    assertEquals("error", first.path("level").asText());
    JsonNode place = first.at("/locations/0/physicalLocation");
    assertEquals(
        scripts + "/V2__b%20b.sql", place.at("/artifactLocation/uri").asText(), place::toString);
    assertEquals(3, place.at("/region/startLine").asInt());
    assertEquals("note", results.get(7).path("level").asText());
    List<String> rules =
        StreamSupport.stream(run.json().at("/runs/0/tool/driver/rules").spliterator(), false)
            .map(rule -> rule.path("id").asText())
            .toList();
    for (JsonNode result : results) {
      assertEquals(
          result.path("ruleId").asText(),
          rules.get(result.path("ruleIndex").asInt()),
          rules::toString);
    }
    script("V7__a:b.sql", "\\i c");
    String colon = CommandRun.of(NOTHING, "check", scripts.toString(), "-o", "sarif").output();
    assertTrue(colon.contains("/V7__a%3Ab.sql\""), colon);
  }

  @Test
  void aWorkflowAnnotatesTheLinesAndNothingElse() throws Exception {
    script("V2__50%.sql", "SELECT 1;", "\\i a, b");

    String commands =
        CommandRun.of(NOTHING, "check", scripts.toString(), "-o", "github").endedWith(1).output();

    assertEquals(
        "::error file=%s/V2__50%%25.sql,line=2,title=psql-meta-command::V2__50%%25.sql, line 2: \\i is a"
                .formatted(scripts)
            + " command of psql, which PostgreSQL itself does not know.%0APut the other file's"
            + " statements into this script, or give that file a version.\n",
        commands);
    Files.delete(scripts.resolve("V2__50%.sql"));
    assertEquals(
        "",
        CommandRun.of(NOTHING, "check", scripts.toString(), "-o", "github").endedWith(0).output());
  }

  @Test
  void aTestViewHasACaseForEachFile() throws Exception {
    giveProblems();

    String text =
        CommandRun.of(NOTHING, "check", scripts.toString(), "-o", "junit").endedWith(1).output();

    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(text)));
    assertEquals(6, xml.getElementsByTagName("testcase").getLength(), text);
    assertEquals(4, xml.getElementsByTagName("failure").getLength(), text);
    assertTrue(text.contains("tests=\"6\" failures=\"4\""), text);
  }

  @Test
  void peopleGetWordsAndAnEditorPlaces() throws Exception {
    script("V2__b.sql", "SELECT 1;", "\\i other.sql");

    CommandRun run = CommandRun.of(NOTHING, "check", scripts.toString()).endedWith(1);

    String words =
        """
        FOLDER: 2 scripts, 1 problem
        FOLDER/V2__b.sql:2: error psql-meta-command
          V2__b.sql, line 2: \\i is a command of psql, which PostgreSQL itself does not know.
          Put the other file's statements into this script, or give that file a version.
        """
            .replace("FOLDER", scripts.toString());
    assertEquals(words, run.output());
    assertEquals("", run.errors());
    assertEquals(
        "# Check\n\n```text\n" + words + "```\n",
        CommandRun.of(NOTHING, "check", scripts.toString(), "-o", "markdown")
            .endedWith(1)
            .output());
    assertEquals(
        scripts + ": 2 scripts, no problem\n",
        CommandRun.of(NOTHING, "check", scripts.toString(), "--applied", "2")
            .endedWith(0)
            .output());
  }

  @Test
  void aPlaceholderIsJudgedByItsValueWhereItHasOne() throws Exception {
    script("V2__b.sql", "SET client_encoding = ${encoding};", "-- x");

    CommandRun.of(NOTHING, "check", scripts.toString()).endedWith(0);

    CommandRun known =
        CommandRun.of(NOTHING, "check", scripts.toString(), "--placeholder", "encoding='LATIN1'")
            .endedWith(1);
    assertTrue(known.output().contains(":1: error loses-connection"), known::toString);
    CommandRun variable =
        CommandRun.of(
                Map.of(
                    "WAYMARK_MIGRATIONS",
                    scripts.toString(),
                    "WAYMARK_PLACEHOLDERS_ENCODING",
                    "'LATIN1'"),
                "check")
            .endedWith(1);
    assertEquals(known.output(), variable.output());
  }

  @Test
  void wrongUseIsToldFromAFolderThatCannotGoWell() throws Exception {
    Path empty = Files.createDirectory(repository.resolve("empty"));

    CommandRun none = CommandRun.of(NOTHING, "check", empty.toString()).endedWith(1);

    assertTrue(none.output().contains("error no-migrations"), none::toString);
    assertTrue(none.output().contains("Name the folder of the scripts"), none::toString);
    for (List<String> line :
        List.of(
            List.of("check"),
            List.of("check", repository.resolve("nowhere").toString()),
            List.of("check", scripts.toString(), "-o", "xml"),
            List.of("check", scripts.toString(), "--applied", "x"))) {
      CommandRun wrong = CommandRun.of(NOTHING, line.toArray(String[]::new)).endedWith(2);
      assertEquals("", wrong.output());
      assertTrue(wrong.errors().startsWith("waymark: "), wrong::toString);
    }
  }

  /** One of each kind that a folder can have at once. */
  private void giveProblems() throws IOException {
    script(
        "V2__b b.sql", "CREATE TABLE b ();", "", "\\i other.sql", "-- migrate:down", "SELECT 1;");
    script("sub/V2.0__c.sql", "SELECT 1;");
    script("V3__grants.sql", "CREATE TABLE c ();", "GRANT SELECT ON c TO ${reader};");
    Files.write(scripts.resolve("V4__latin.sql"), new byte[] {'-', '-', (byte) 0xe9});
    script("V5_d.sql", "SELECT 1;");
    script("helper.sql", "SELECT 1;");
    script("U1__a.sql", "DROP TABLE a;");
    script("V9__gone.sql.conf", "encoding=UTF-8");
  }

  private void script(String name, String... lines) throws IOException {
    Path file = scripts.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines));
  }
}

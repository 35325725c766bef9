package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.waymark.deployment.Yaml;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the pipelines, typed into a shell as their runners do. */
@Timeout(120)
class PipelinesIT {
  private static final Path GITHUB = Path.of("docker/pipelines/github-actions.yaml");
  private static final Path GITLAB = Path.of("docker/pipelines/gitlab-ci.yaml");

  private static final Path PULL_REQUEST = Path.of("docker/pipelines/github-pull-request.yaml");
  private static final Path MERGE_REQUEST = Path.of("docker/pipelines/gitlab-merge-request.yaml");

  /**
   * What the image's engine would do with the folder that it is given: the command, started in it.
   */
  private static final String DOCKER =
      """
      docker() {
        [ "$1 $2 $3 $4" = "run --rm --volume $PWD:/work:ro" ] || exit 125
        while [ "${1%%:*}" != registry.example.com/waymark ]; do shift; done
        shift
        waymark "$@"
      }
      """;

  @TempDir Path folder;

  /** What GitLab runs a script with in an image that has no bash. */
  private static final List<String> SH = List.of("sh", "-e");

  private Database database;
  private Path scripts;

  @BeforeEach
  void prepare() throws Exception {
    database = Database.create();
    scripts = Files.createDirectory(folder.resolve("scripts"));
    Files.writeString(scripts.resolve("V1__a.sql"), "CREATE TABLE a (id integer PRIMARY KEY);");
  }

  @Test
  void gitHubMigratesAndShowsTheReport() throws Exception {
    JsonNode workflow = Yaml.read(GITHUB).get(0);
    List<String> bash = interpreter(workflow.at("/defaults/run/shell").asText());
    List<String> steps =
        StreamSupport.stream(workflow.at("/jobs/migrate/steps").spliterator(), false)
            .map(step -> step.path("run").asText())
            .toList();
    HttpServer issuer = issuer("waymark-local");
    try (Replica service = start()) {
      Path summary = folder.resolve("summary");
      Shell shell =
          new Shell(
              folder,
              Map.of(
                  "WAYMARK", service.url(),
                  "RUNNER_TEMP", folder.toString(),
                  "GITHUB_RUN_ID", "4711",
                  "GITHUB_RUN_ATTEMPT", "1",
                  "GITHUB_REPOSITORY", "acme/shop",
                  "GITHUB_SHA", "c0ffee",
                  "GITHUB_STEP_SUMMARY", summary.toString(),
                  "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "whatever",
                  "ACTIONS_ID_TOKEN_REQUEST_URL",
                      "http://127.0.0.1:%d/token?api-version=2.0"
                          .formatted(issuer.getAddress().getPort())));

      for (String step : steps) {
        Shell.Result result = shell.step(bash, step);
        assertEquals(0, result.code(), () -> step + "\n" + result.output());
      }

      assertEquals(List.of("1 t"), database.history());
      assertTrue(Files.readString(summary).contains("verified"), Files.readString(summary));
      Answer runs = service.get("/migrations/runs", "Authorization", "Bearer waymark-local");
      assertEquals("acme/shop@c0ffee", runs.text("/runs/0/reason"), runs::toString);
      // A step that was tried again after it had succeeded finds the same run.
      assertTrue(shell.step(bash, steps.get(1)).output().contains("\"succeeded\""));
      breakTheNextScript();
      Shell.Result failed = shell.step(bash, "export GITHUB_RUN_ATTEMPT=2\n" + steps.get(1));
      assertEquals(22, failed.code());
      assertTrue(failed.output().contains("V2__b.sql, line 1"), failed.output());
      database.execute("DROP TABLE a");
      assertEquals(22, shell.step(bash, steps.get(2)).code());
      issuer.stop(0);
      assertNotEquals(0, shell.step(bash, steps.get(0)).code(), "no issuer says who asks");
    } finally {
      issuer.stop(0);
    }
  }

  @Test
  void gitLabMigratesAndHandsInATestReport() throws Exception {
    JsonNode jobs = Yaml.read(GITLAB).get(0);
    try (Replica service = start()) {
      Shell shell =
          new Shell(
              folder,
              Map.of(
                  "WAYMARK", service.url(),
                  "WAYMARK_TOKEN", "waymark-local",
                  "CI_JOB_ID", "4711",
                  "CI_PROJECT_PATH", "acme/shop",
                  "CI_COMMIT_SHA", "c0ffee"));

      for (String job : List.of("migrate", "verify")) {
        Shell.Result result = shell.step(SH, jobs.path(job).at("/script/0").asText());
        assertEquals(0, result.code(), () -> job + "\n" + result.output());
      }

      assertEquals(List.of("1 t"), database.history());
      Path report = folder.resolve(jobs.at("/verify/artifacts/reports/junit").asText());
      assertTrue(Files.readString(report).contains("failures=\"0\""), Files.readString(report));
      breakTheNextScript();
      Shell.Result failed =
          shell.step(SH, "export CI_JOB_ID=4712\n" + jobs.at("/migrate/script/0").asText());
      assertEquals(22, failed.code(), failed.output());
      database.execute("DROP TABLE a");
      assertEquals(22, shell.step(SH, jobs.at("/verify/script/0").asText()).code());
      assertTrue(Files.readString(report).contains("<failure"), Files.readString(report));
    }
  }

  @Test
  void gitHubAnnotatesThePullRequest() throws Exception {
    JsonNode workflow = Yaml.read(PULL_REQUEST).get(0);
    String step = workflow.at("/jobs/check/steps/1/run").asText();
    Shell shell = checkout();

    assertEquals(0, shell.step(interpreter(""), DOCKER + step).code());

    Files.writeString(folder.resolve("db/migrations/V2__b.sql"), "SELECT 1;\n\\i c.sql");
    Shell.Result failed = shell.step(interpreter(""), DOCKER + step);
    assertEquals(1, failed.code(), failed::output);
    assertTrue(
        failed.output().startsWith("::error file=db/migrations/V2__b.sql,line=2,"), failed::output);
  }

  @Test
  void gitLabHandsInATestReportOfTheScripts() throws Exception {
    JsonNode job = Yaml.read(MERGE_REQUEST).get(0).path("check");
    String step = job.at("/script/0").asText();
    Path report = folder.resolve(job.at("/artifacts/reports/junit").asText());
    Shell shell = checkout();

    assertEquals(0, shell.step(SH, step).code());

    assertTrue(Files.readString(report).contains("failures=\"0\""), Files.readString(report));
    Files.writeString(folder.resolve("db/migrations/V2__b.sql"), "SELECT 1;\n\\i c.sql");
    assertEquals(1, shell.step(SH, step).code());
    assertTrue(Files.readString(report).contains("<failure"), Files.readString(report));
  }

  /** A repository with one script, and the command on the path. */
  private Shell checkout() throws Exception {
    Path migrations = Files.createDirectories(folder.resolve("db/migrations"));
    Files.writeString(migrations.resolve("V1__a.sql"), "CREATE TABLE a (id integer);");
    return new Shell(folder, Map.of("PROGRAM_OF_WAYMARK", Reader.programOfWaymark()));
  }

  /**
   * What GitHub runs a step with.
   *
   * @see <a
   *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell">its
   *     table</a>
   */
  private static List<String> interpreter(String shell) {
    return switch (shell) {
      case "" -> List.of("bash", "-e");
      case "bash" -> List.of("bash", "--noprofile", "--norc", "-eo", "pipefail");
      default -> throw new IllegalArgumentException(shell);
    };
  }

  private Replica start() throws Exception {
    Path tokens = Path.of("docker/compose/tokens").toAbsolutePath();
    return Replica.start(database.url(), scripts, Map.of("WAYMARK_TOKENS_DIR", tokens.toString()));
  }

  private void breakTheNextScript() throws Exception {
    Files.writeString(scripts.resolve("V2__b.sql"), "CREATE TABLE a ();");
  }

  /** Hands out the token as GitHub does, to every caller. */
  private static HttpServer issuer(String token) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          byte[] answer = "{\"value\": \"%s\"}".formatted(token).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}

package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.access.Role;
import dev.waymark.access.TokenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The page, in a real browser, beside a real run. */
@Timeout(300)
@EnabledIf(value = "dev.waymark.proof.Browser#isThere", disabledReason = Browser.ABSENT)
class PageIT {
  private static final String HOSTILE = "\"><img src=x onerror=document.title='taken'>";

  @TempDir static Path folder;

  private static Path scripts;
  private static Path tokens;
  private static Database database;
  private static Replica open;
  private static Replica guarded;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    scripts = Files.createDirectory(folder.resolve("scripts"));
    tokens = Files.createDirectory(folder.resolve("tokens"));
    database = Database.create();
    // A run that is blocked stays so, until the test lets go.
    Map<String, String> patient = Map.of("WAYMARK_LOCK_TIMEOUT", "0s");
    open = Replica.launch(database.url(), scripts, patient);
    guarded =
        Replica.launch(
            database.url(),
            scripts,
            Map.of("WAYMARK_LOCK_TIMEOUT", "0s", "WAYMARK_TOKENS_DIR", tokens.toString()));
    browser = Browser.start();
    open.untilItAnswers();
    guarded.untilItAnswers();
  }

  @AfterAll
  static void end() {
    browser.close();
    open.close();
    guarded.close();
  }

  @BeforeEach
  void startEmpty() throws Exception {
    browser.open("about:blank");
    database.execute("DROP SCHEMA IF EXISTS public, waymark CASCADE; CREATE SCHEMA public");
    try (var files = Files.list(scripts)) {
      for (Path script : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(script);
      }
    }
  }

  @Test
  void aRunIsWatchedTheSessionThatBlocksItIsNamedAndItsEndIsSeen() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int)");
    open.post();
    given("V2__lines.sql", "CREATE TABLE lines (id int); ALTER TABLE orders ADD paid boolean");
    given("V3__more.sql", "CREATE TABLE more (id int)");
    browser.open(open.url());
    browser.shows("Verified", "Pending 2", "V2__lines.sql", "CREATE TABLE lines");
    try (Connection report = database.connect("report")) {
      hold(report, "orders");
      open.posting("Prefer", "respond-async").get();

      browser.shows("Running, blocked", "report", "statement 2 of 2");
      browser.shows(pid(report), "LOCK TABLE orders", "V3__more.sql", "not started");
    }

    browser.shows("All 5 objects are what the recorded schema says.");
    browser.hides("Running");
    browser.shows("Nothing: every script is applied.");
    browser.go("#/runs/" + newest("/id"));
    browser.shows("Succeeded: 1 → 3, 2 migrations", "Changed in the schema", "public.lines");
    assertTrue(browser.title().startsWith("Verified · " + database.name()), browser.title());
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void aRunIsCancelledOnceItIsAskedTwice() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int)");
    open.post();
    given("V2__paid.sql", "ALTER TABLE orders ADD paid boolean");
    try (Connection report = database.connect("report")) {
      hold(report, "orders");
      open.posting("Prefer", "respond-async").get();
      browser.open(open.url() + "/#/runs/" + newest("/id"));
      browser.shows("Blocked: 1 → 2");

      browser.press("Cancel the run");
      browser.shows("What it has applied stays.");
      assertEquals("running", newest("/state"), "It was asked once");
      browser.press("Yes, cancel it");

      browser.shows("Cancelled: 1 → 2, stays at 1");
    }
    assertEquals("cancelled", newest("/outcome"));
    assertFalse(browser.buttons().contains("Cancel the run"));
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void driftAppearsByItself() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int); CREATE INDEX by_id ON orders (id)");
    open.post();
    browser.open(open.url());
    browser.shows("Verified");

    database.execute("DROP INDEX by_id");

    browser.shows("Drifted", "1 object is not what the recorded schema says: 1 missing.");
    browser.shows("public.orders.by_id");
    database.execute("CREATE INDEX by_id ON orders (id)");
    browser.shows("Verified");
    assertEquals(
        Instant.parse(open.get("/schema/verification").text("/since")),
        Instant.parse(
            String.valueOf(
                browser.run("return document.querySelector('.light .knowledge time').dateTime"))),
        "since when it is so");
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void howFarABuildIsPostgresqlSaysItself() throws Exception {
    given(
        "V1__large.sql",
        """
        CREATE TABLE large AS SELECT n AS id, repeat('x', 500) AS text FROM generate_series(1, 20000) AS n;
        CREATE FUNCTION gate(id int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
          IF id = 10000 THEN PERFORM pg_catalog.pg_advisory_xact_lock_shared(17); END IF;
          RETURN id;
        END $$;
        """);
    open.post();
    given("V2__index.sql", "CREATE INDEX by_gate ON large (gate(id))");
    browser.open(open.url());
    browser.shows("Pending 1");
    try (Connection gate = database.connect("gate")) {
      gate.createStatement().execute("SELECT pg_advisory_lock(17)");
      open.posting("Prefer", "respond-async").get();

      browser.shows("CREATE INDEX", "building index: scanning table", " %");
      Until.holds(
          () -> Math.abs(counted() - 50) < 5, () -> "It is at " + counted() + " percent of half");
    }
    browser.shows("Verified");
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void whatANewerReleaseAppliedIsAhead() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int)");
    given("V2__lines.sql", "CREATE TABLE lines (id int)");
    open.post();
    browser.open(open.url());
    browser.shows("Verified");
    browser.hides("Ahead");

    Files.delete(scripts.resolve("V2__lines.sql"));

    browser.shows(
        "Ahead 1", "A newer release has applied what these scripts do not know.", "lines");
    browser.shows("Verified", "Nothing: every script is applied.");
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void behindTheProxysPrefixEverythingIsThere() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int)");
    open.post();
    given("V2__paid.sql", "ALTER TABLE orders ADD paid boolean");
    try (var proxy = new PrefixProxy(open.url());
        Connection report = database.connect("report")) {
      browser.open(proxy.url());
      browser.shows("Verified", "Pending 1");
      hold(report, "orders");
      open.posting("Prefer", "respond-async").get();
      browser.shows("Running, blocked", "LOCK TABLE orders");
      browser.press("Cancel the run");
      browser.press("Yes, cancel it");
      browser.shows("Last runs", "cancelled");
      browser.go("#/plan");
      browser.shows("Plan: 1 → 2");
      browser.go("#/schema");
      By table = By.cssSelector(".diagram [data-object]");
      Until.holds(() -> !browser.all(table).isEmpty(), () -> "No picture in " + browser.text());
      List<?> elsewhere =
          (List<?>)
              browser.run(
                  "return performance.getEntriesByType('resource').map((it) => it.name)"
                      + ".filter((it) => !it.startsWith(arguments[0]))",
                  proxy.url());
      assertEquals(List.of(), elsewhere);
      browser.hasNothingToComplainOf(message -> false);
      browser.open("about:blank");
    }
  }

  @Test
  void aDatabaseThatWasAwayIsLookedAtAgain() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int)");
    try (OwnServer server = OwnServer.start();
        Replica replica = Replica.start(server.database().url(), scripts, Map.of())) {
      replica.post();
      browser.open(replica.url());
      browser.shows("Verified", "Version", "1");

      server.crash();

      browser.shows("Cannot be reached", "Last known", "PostgreSQL");
      assertTrue(browser.title().startsWith("Cannot be reached"), browser.title());
      server.startAgain();
      browser.shows("Verified");
      browser.hides("Cannot be reached");
      browser.hasNothingToComplainOf(message -> message.contains("status of 503"));
      browser.open("about:blank");
    }
  }

  @Test
  void noRunIsMissingOrThereTwiceWhileOlderOnesAreOpen() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int)");
    open.post();
    runs(30);
    browser.open(open.url() + "/#/runs");
    browser.shows(firstPage() + " runs found nothing pending");
    browser.press("Older runs");
    browser.shows("30 runs found nothing pending");

    runs(2);
    given("V2__lines.sql", "CREATE TABLE lines (id int)");
    open.post();
    runs(3);

    browser.shows("3 runs found nothing pending", "1 → 2, 1 migration");
    browser.shows("32 runs found nothing pending", "nothing → 1, 1 migration");
    assertEquals(
        List.of(37L, 37L),
        browser.run(
            "const all = [...document.querySelectorAll('a.run')].map((it) => it.href);"
                + " return [all.length, new Set(all).size]"));
    browser.hasNothingToComplainOf(message -> false);
  }

  /** How far the page says that PostgreSQL is. */
  private static double counted() {
    return ((Number) browser.run("return document.querySelector('.counted progress')?.value ?? 0"))
        .doubleValue();
  }

  private static void runs(int many) throws Exception {
    for (int run = 0; run < many; run++) {
      open.post();
    }
  }

  private static int firstPage() throws Exception {
    return open.get("/migrations/runs").body().path("runs").size();
  }

  @Test
  void aRehearsalIsFollowedByItsEvents() throws Exception {
    given("V1__long.sql", "CREATE TABLE orders (id int); SELECT pg_sleep(600)");
    open.rehearsing("Prefer", "respond-async").get();
    String id = open.get("/migrations/rehearsals").body().at("/rehearsals/0/id").asText();
    browser.open(open.url() + "/#/plan/" + id);
    browser.shows("Rehearsal: nothing → 1", "statement 2 of 2");

    browser.press("Cancel the rehearsal");
    browser.press("Yes, cancel it");

    browser.shows("cancelled");
    browser.hides("running for");
    List<?> streams =
        (List<?>)
            browser.run(
                "return performance.getEntriesByType('resource').map((it) => it.name)"
                    + ".filter((it) => it.endsWith('/events'))");
    assertEquals(List.of(open.url() + "/migrations/rehearsals/" + id + "/events"), streams);
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void aTokenThatIsRevokedIsAskedForAgainAndNothingIsLost() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int)");
    open.post();
    String first = token("reader", Role.VIEWER);
    browser.open(guarded.url() + "/#/schema");
    browser.shows("Who are you?");
    browser.type("token", first);
    browser.shows("Every object");
    browser.run(
        "const field = document.querySelector('input[type=search]'); field.value = 'order';"
            + " field.dispatchEvent(new Event('input', { bubbles: true }))");
    browser.shows("1 object found");

    Files.delete(tokens.resolve("reader"));

    browser.shows("Who are you?", "token");
    browser.hides("1 object found");
    given("V2__lines.sql", "CREATE TABLE lines (id int)");
    open.post();
    browser.type("token", token("other", Role.VIEWER));
    browser.shows("1 object found", "other");
    assertEquals("order", browser.run("return document.querySelector('input[type=search]').value"));
    browser.go("#/now");
    browser.shows("Verified", "1 → 2, 1 migration");
    browser.hasNothingToComplainOf(message -> message.contains("status of 401"));
  }

  @Test
  void anAnswerOfSomethingBetweenIsNoReasonToStopAsking() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int)");
    open.post();
    browser.open(open.url());
    browser.shows("Verified");

    browser.run(
        "const real = fetch; window.restore = () => { window.fetch = real };"
            + " window.fetch = async () => new Response('<h1>Sign in</h1>')");

    browser.shows("The last answer broke off, or was not Waymark's.");
    browser.run("restore()");
    browser.hides("The last answer broke off");
    browser.shows("Verified");
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void whatIsAskedOnceIsAskedAgainWhereItWasRefusedForTheMoment() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int)");
    open.post();
    browser.open(open.url());
    browser.shows("Verified");
    browser.run(
        "const real = fetch; let left = 1; window.fetch = (path, how) =>"
            + " path.endsWith('/changes') && left-- > 0"
            + " ? Promise.reject(new TypeError('gone')) : real(path, how)");

    browser.go("#/runs/" + newest("/id"));

    browser.shows("Changed in the schema", "Waymark did not answer the last request.");
    browser.shows("What was there before the run is not recorded");
    browser.hides("Waymark did not answer the last request.");
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void aFailureIsShownWithItsCaret() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int);\nSELECT id,\n  totl FROM orders;\n");
    open.post();
    browser.open(open.url());
    browser.shows("Failed", "The last run failed in V1__orders.sql, line 3");

    browser.go("#/runs/" + newest("/id"));

    browser.shows("Failed in V1__orders.sql, line 3, column 3", "column \"totl\" does not exist");
    By caret = By.cssSelector(".pointed pre");
    Until.holds(
        () -> !browser.all(caret).isEmpty(), () -> "Nothing is pointed at:\n" + browser.text());
    String pointed = browser.all(caret).get(0).getText();
    assertEquals("line 3:   totl FROM orders\n          ^", pointed);
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void namesAreTextWhateverTheySay() throws Exception {
    String quoted = HOSTILE.replace("\"", "\"\"");
    given(
        "V1__" + HOSTILE + ".sql",
        "CREATE TABLE \"%1$s\" (\"%1$s\" int); COMMENT ON TABLE \"%1$s\" IS 'x'".formatted(quoted));
    browser.open(open.url());
    browser.shows(HOSTILE);
    browser.go("#/plan");
    browser.shows("Plan: nothing → 1", HOSTILE);
    open.posting("Prefer", "respond-async").get();
    given("V2__" + HOSTILE + ".sql", "SELECT \"%s\" FROM nothing".formatted(quoted));
    Until.holds(() -> newest("/state").equals("ended"), () -> "It does not end");
    open.postingJson("{\"reason\": \"<img src=x onerror=alert(1)>\"}").get();
    database.execute("ALTER TABLE \"%1$s\" ADD \"%1$s2\" int".formatted(quoted));

    for (String view : List.of("#/now", "#/runs", "#/runs/" + newest("/id"), "#/schema")) {
      browser.open(open.url() + "/" + view);
      browser.shows("Failed");
      browser.shows(view.startsWith("#/schema") ? "Schema" : "<img src=x onerror=");
      assertEquals(List.of(), browser.all(By.cssSelector("img[src='x']")), view);
    }
    assertFalse(browser.title().contains("taken"), browser.title());
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void aTokenIsAskedForOnceAndAViewerHasNothingToPress() throws Exception {
    given("V1__orders.sql", "CREATE TABLE orders (id int)");
    open.post();
    given("V2__paid.sql", "ALTER TABLE orders ADD paid boolean");
    browser.open(guarded.url() + "/#/plan");
    browser.shows("Who are you?", "those who have a token");
    browser.type("token", "wmk_wrong");
    browser.shows("The token is not known here");

    browser.type("token", token("wall", Role.VIEWER));
    browser.shows("Plan: 1 → 2", "wall", "viewer");
    assertEquals(List.of("Forget the token", "Copy the digest"), browser.buttons());
    try (Connection report = database.connect("report")) {
      hold(report, "orders");
      open.posting("Prefer", "respond-async").get();
      browser.go("#/now");
      browser.shows("Running, blocked", "report");
      assertEquals(List.of("Forget the token"), browser.buttons());
    }
    browser.reload();
    browser.shows("Verified");

    browser.press("Forget the token");
    browser.shows("Who are you?");
    browser.type("token", token("deploy", Role.MIGRATOR));
    browser.go("#/now");
    browser.shows("Verified", "deploy", "migrator");
    browser.newTab(guarded.url());
    browser.shows("Who are you?");
    browser.hasNothingToComplainOf(message -> message.contains("status of 401"));
  }

  private static void given(String name, String sql) throws IOException {
    Files.writeString(scripts.resolve(name), sql);
  }

  /** Locks a table for as long as the connection is open. */
  private static void hold(Connection connection, String table) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("LOCK TABLE " + table);
    }
  }

  private static String pid(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid() -- LOCK TABLE orders")) {
      row.next();
      return row.getString(1);
    }
  }

  /** Of the newest run, as the API tells it. */
  private static String newest(String pointer) throws Exception {
    return open.get("/migrations/runs?limit=1").body().path("runs").path(0).at(pointer).asText();
  }

  private static String token(String name, Role role) throws IOException {
    return new TokenFolder(tokens, Clock.systemUTC()).issue(name, role).value();
  }
}

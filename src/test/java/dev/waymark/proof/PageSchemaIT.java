package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.access.Role;
import dev.waymark.access.TokenFolder;
import dev.waymark.schema.catalog.LargeSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

/** The page's view of the schema, in a real browser. */
@Timeout(300)
@EnabledIf(value = "dev.waymark.proof.Browser#isThere", disabledReason = Browser.ABSENT)
class PageSchemaIT {
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
    open = Replica.launch(database.url(), scripts, Map.of());
    guarded =
        Replica.launch(database.url(), scripts, Map.of("WAYMARK_TOKENS_DIR", tokens.toString()));
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
    Files.deleteIfExists(scripts.resolve("V1__all.sql"));
    Files.deleteIfExists(scripts.resolve("V2__note.sql"));
    database.execute("DROP SCHEMA IF EXISTS public, waymark CASCADE; CREATE SCHEMA public");
  }

  @Test
  void whatDiffersStandsOutAndIsAcceptedWithAReason() throws Exception {
    migrated(
        """
        CREATE TABLE customers (id int PRIMARY KEY, email text NOT NULL);
        CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customers);
        CREATE TABLE lines (id int PRIMARY KEY, orders int REFERENCES orders);
        """);
    database.execute("ALTER TABLE customers ALTER email DROP NOT NULL; DROP TABLE lines");
    database.execute("CREATE TABLE extra (id int PRIMARY KEY)");
    Files.writeString(scripts.resolve("V2__note.sql"), "ALTER TABLE orders ADD note text");

    browser.open(open.url() + "/#/schema?object=tables%3Apublic.customers");

    browser.shows("What differs or changed (4)", "ALTER COLUMN email SET NOT NULL;");
    browser.shows("≠ different", "… in the plan", "+ unexpected", "− missing");
    List<String> flags =
        List.of(
            "public.customers ≠ different",
            "public.orders … in the plan",
            "public.extra + unexpected",
            "public.lines − missing");
    Until.holds(() -> flags.equals(flagged()), () -> "There are " + flagged());
    assertEquals(
        "public.customers",
        browser.run(
            "return document.querySelector('[aria-current=true][data-object]')"
                + ".getAttribute('data-object')"));
    assertEquals(List.of(), browser.barriers());

    browser.press("Accept all …");
    browser.run(
        "const field = document.querySelector('.accept input'); field.value = 'by hand';"
            + " field.dispatchEvent(new Event('input', { bubbles: true }))");
    browser.press("Accept");

    browser.hides("Not as expected");
    assertEquals(
        "by hand", open.get("/schema/acceptances").body().at("/acceptances/0/reason").asText());
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void aPictureThatWasNotAnsweredIsAskedForAgain() throws Exception {
    migrated("CREATE TABLE customers (id int PRIMARY KEY)");
    browser.open(open.url());
    browser.shows("Verified");
    browser.run(
        "const real = fetch; window.restore = () => { window.fetch = real };"
            + " window.fetch = (path, init) => path.includes('svg')"
            + " ? Promise.reject(new TypeError('cut')) : real(path, init)");

    browser.go("#/schema");

    browser.shows("Waymark did not answer the last request.");
    browser.run("restore()");
    browser.hides("Waymark did not answer the last request.");
    Until.holds(
        () -> !browser.all(By.cssSelector("[data-object='public.customers']")).isEmpty(),
        () -> "There is no picture in:\n" + browser.text());
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void aReaderWhoMayNotDecideIsNotAsked() throws Exception {
    migrated("CREATE TABLE customers (id int PRIMARY KEY)");
    database.execute("DROP TABLE customers");
    browser.open(guarded.url() + "/#/schema");
    browser.shows("Who are you?");

    browser.type(
        "token", new TokenFolder(tokens, Clock.systemUTC()).issue("wall", Role.VIEWER).value());

    browser.shows("Not as expected", "public.customers");
    assertFalse(browser.buttons().stream().anyMatch(it -> it.startsWith("Accept")));
    browser.hasNothingToComplainOf(message -> message.contains("401"));
  }

  @Test
  void aThousandTablesAreAnOverviewAndEachIsFound() throws Exception {
    for (String transaction : LargeSchema.transactions(1000)) {
      database.execute(transaction);
    }
    browser.open(open.url() + "/#/schema");
    browser.shows("Everything (1000)");
    Until.holds(() -> drawn() == 1000, () -> "There are " + drawn());
    assertEquals(0L, browser.run("return document.querySelectorAll('.column').length"));

    browser.type("find-table", "t77");

    browser.shows("public.t77");
    browser.go("#/schema?object=tables%3Apublic.t77&scope=near&steps=2");
    Until.holds(() -> drawn() == 5, () -> "There are " + drawn());
    assertTrue(
        Boolean.TRUE.equals(
            browser.run("return document.querySelectorAll('tspan.column').length > 0")));
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void aNameInTheDiagramIsText() throws Exception {
    database.execute(
        "CREATE TABLE \"%1$s\" (\"%1$s\" int); COMMENT ON TABLE \"%1$s\" IS '<script>'"
            .formatted(HOSTILE.replace("\"", "\"\"")));

    browser.open(open.url() + "/#/schema");

    Until.holds(() -> drawn() == 1, () -> "There are " + drawn());
    browser.run(
        "document.querySelector('[data-object]')"
            + ".dispatchEvent(new MouseEvent('click', { bubbles: true }))");
    browser.shows("Show what is around it");
    assertEquals(
        0L, browser.run("return document.querySelectorAll('main img, main script').length"));
    assertFalse(browser.title().contains("taken"), browser.title());
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void whatIsHiddenInANameIsSeenAndItsNeighboursReadAsTheyAre() throws Exception {
    migrated("CREATE TABLE plain (id int)");
    database.execute("CREATE TABLE \"a\u202Eb\nc\" (\"d\u0007\u05D0\" int)");
    String shown = "a\\u202eb\\nc";

    browser.open(open.url() + "/#/schema");

    browser.shows("public." + shown, "+ unexpected");
    List<String> flags = List.of("public.\"" + shown + "\" + unexpected");
    Until.holds(() -> flags.equals(flagged()), () -> "There are " + flagged());
    browser.run(
        "document.querySelector('[data-object] .flag').closest('[data-object]')"
            + ".dispatchEvent(new MouseEvent('click', { bubbles: true }))");
    browser.press("Show what is around it");
    Until.holds(() -> drawn() == 1, () -> "There are " + drawn());
    assertEquals(
        "d\\u0007\u05D0 isolate",
        browser.run(
            "const it = document.querySelector('tspan.column');"
                + " return it.textContent + ' ' + getComputedStyle(it).unicodeBidi"));
    browser.go("#/now");
    browser.shows("Drifted", "public." + shown);
    for (String view : List.of("#/now", "#/schema")) {
      browser.go(view);
      assertEquals(
          -1L,
          browser.run("return document.documentElement.innerHTML.search(/[\\u202e\\u0007]/)"),
          view);
    }
    browser.hasNothingToComplainOf(message -> false);
  }

  private static Object flagged() {
    return browser.run(
        "return [...document.querySelectorAll('[data-object] .flag text')].map((it) =>"
            + " it.closest('[data-object]').getAttribute('data-object') + ' ' + it.textContent)");
  }

  private static long drawn() {
    return (Long) browser.run("return document.querySelectorAll('.diagram [data-object]').length");
  }

  private static void migrated(String sql) throws Exception {
    Files.writeString(scripts.resolve("V1__all.sql"), sql);
    open.post();
  }
}

package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.waymark.access.Role;
import dev.waymark.access.TokenFolder;
import dev.waymark.proof.Browser.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each view, light and dark, on a phone and on a desk: nothing is in anybody's way, and pictures of
 * it are in {@code target/page}.
 */
@Timeout(300)
@EnabledIf(value = "dev.waymark.proof.Browser#isThere", disabledReason = Browser.ABSENT)
class PageLooksIT {
  @TempDir static Path folder;

  private static Path scripts;
  private static Path tokens;
  private static Database database;
  private static Replica replica;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    scripts = Files.createDirectory(folder.resolve("scripts"));
    tokens = Files.createDirectory(folder.resolve("tokens"));
    database = named("shop");
    replica = Replica.launch(database.url(), scripts, Map.of("WAYMARK_LOCK_TIMEOUT", "0s"));
    browser = Browser.start();
    replica.untilItAnswers();
  }

  @AfterAll
  static void end() {
    browser.close();
    replica.close();
  }

  @Test
  void everyViewIsForEverybody() throws Exception {
    String failed = history();
    replica.rehearsing().get();
    Map<String, String> views = new LinkedHashMap<>();
    views.put("now", "ADD COLUMN address_id");
    views.put("runs", "release 2");
    views.put("runs/" + failed, "Failed in V3__shipping.sql");
    views.put("runs/" + run(1), "Changed in the schema");
    views.put("plan", "no other session can read or write it");
    views.put("schema", "Schema");
    for (var view : views.entrySet()) {
      browser.open(replica.url() + "/#/" + view.getKey());
      browser.shows(view.getValue());
      looks(name(view.getKey(), failed));
    }
    try (Connection report = database.connect("nightly report")) {
      report.setAutoCommit(false);
      report.createStatement().execute("SELECT count(*) FROM orders");
      Files.writeString(scripts.resolve("V3__shipping.sql"), SHIPPING);
      replica.postingJson("{\"reason\": \"release 3, mended\"}", "Prefer", "respond-async").get();
      browser.open(replica.url());
      browser.shows("Running, blocked", "nightly report");
      looks("blocked");
    }
    browser.shows("Drifted");
    browser.hasNothingToComplainOf(message -> false);
  }

  @Test
  void aReaderWhoIsAskedForATokenCanAnswer() throws Exception {
    new TokenFolder(tokens, Clock.systemUTC()).issue("wall", Role.VIEWER);
    try (Replica guarded =
        Replica.start(database.url(), scripts, Map.of("WAYMARK_TOKENS_DIR", tokens.toString()))) {
      browser.open(guarded.url());
      browser.shows("Who are you?");
      looks("sign-in");
      browser.hasNothingToComplainOf(message -> message.contains("status of 401"));
    }
  }

  /** One whose name looks well in a picture. */
  private static Database named(String name) throws Exception {
    Database any = Database.create();
    any.execute("DROP DATABASE IF EXISTS " + name);
    any.execute("CREATE DATABASE " + name);
    return new Database(any.port(), name);
  }

  private static final String SHIPPING =
      """
      CREATE TABLE addresses (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers, street text NOT NULL);
      ALTER TABLE orders ADD COLUMN address_id bigint REFERENCES addresses;
      CREATE INDEX orders_placed ON orders (placed_at);
      ALTER TABLE customers DROP COLUMN name;
      """;

  /** Two releases, one that failed, and what somebody did by hand; the failed run's id. */
  private static String history() throws Exception {
    Files.writeString(
        scripts.resolve("V1__customers.sql"),
        """
        CREATE TYPE order_state AS ENUM ('open', 'paid', 'sent');
        CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, name text);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers,
          state order_state NOT NULL DEFAULT 'open', placed_at timestamptz NOT NULL DEFAULT now());
        INSERT INTO customers SELECT n, 'c' || n || '@example.com' FROM generate_series(1, 2000) AS n;
        INSERT INTO orders SELECT n, 1 + n % 2000 FROM generate_series(1, 20000) AS n;
        """);
    replica.postingJson("{\"reason\": \"release 1\"}", "User-Agent", "deploy/4.2").get();
    Files.writeString(
        scripts.resolve("V2__order_lines.sql"),
        """
        CREATE TABLE order_lines (order_id bigint NOT NULL REFERENCES orders, line integer NOT NULL,
          product text NOT NULL, PRIMARY KEY (order_id, line));
        CREATE INDEX order_lines_product ON order_lines (product);
        ALTER TYPE order_state ADD VALUE 'returned';
        """);
    replica.postingJson("{\"reason\": \"release 2\"}", "User-Agent", "deploy/4.2").get();
    for (int again = 0; again < 3; again++) {
      replica.post("User-Agent", "init-container");
    }
    Files.writeString(
        scripts.resolve("V3__shipping.sql"),
        SHIPPING + "UPDATE customers SET emial = lower(email);\n");
    replica.postingJson("{\"reason\": \"release 3\"}", "User-Agent", "deploy/4.2").get();
    Files.writeString(scripts.resolve("V3__shipping.sql"), SHIPPING);
    database.execute("ANALYZE; DROP INDEX order_lines_product; CREATE TABLE scratch (id int)");
    return run(0);
  }

  /** The id of a run that did something, the newest first. */
  private static String run(int which) throws Exception {
    int skipped = 0;
    for (var run : replica.get("/migrations/runs").body().path("runs")) {
      if (!run.path("outcome").asText().equals("nothing-pending") && skipped++ == which) {
        return run.path("id").asText();
      }
    }
    throw new IllegalStateException("There are not so many runs");
  }

  private static String name(String view, String failed) {
    return view.replace(failed, "failed").replaceAll("/[0-9a-f-]{36}", "-ended").replace("/", "-");
  }

  /** In its four looks, each without a barrier that axe knows, and without scrolling sideways. */
  private static void looks(String name) throws Exception {
    for (String scheme : new String[] {"light", "dark"}) {
      for (Screen screen : Screen.values()) {
        browser.looksAs(scheme, screen);
        String look = name + "-" + scheme + "-" + screen.name().toLowerCase(Locale.ROOT);
        browser.picture(look);
        assertFalse(browser.isTooWide(), look + " is wider than its window");
        // Each size and each scheme once: the other two looks are made of the same.
        if (scheme.equals("light") == (screen == Screen.PHONE)) {
          assertEquals("", String.join("\n", browser.barriers()), look);
        }
      }
    }
    browser.looksAs("light", Screen.DESKTOP);
  }
}

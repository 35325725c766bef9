package dev.waymark.schema.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;
import dev.waymark.schema.catalog.CatalogFingerprint;
import dev.waymark.schema.catalog.ChangeDetector;
import dev.waymark.schema.catalog.ChangeToken;
import dev.waymark.schema.catalog.SchemaDatabase;
import dev.waymark.schema.sql.Rebuilt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A table of tests: before, change, expected report. Each row runs in the namespace {@code shop},
 * which is made anew, and expects the report of the change to be exactly these lines.
 */
public final class Changes {
  private record Row(int since, String before, String change, List<String> report) {}

  /** What a row leaves behind, in its namespace and outside. */
  private static final String CLEAN =
      """
      DROP SCHEMA IF EXISTS shop CASCADE;
      DROP SCHEMA IF EXISTS other CASCADE;
      DROP PUBLICATION IF EXISTS p;
      DROP SUBSCRIPTION IF EXISTS s;
      DROP FOREIGN DATA WRAPPER IF EXISTS w CASCADE;
      DROP LANGUAGE IF EXISTS l CASCADE;
      DROP ACCESS METHOD IF EXISTS m CASCADE;
      ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
      """;

  private final List<Row> rows = new ArrayList<>();

  /** A change that every supported version of PostgreSQL understands. */
  Changes change(String before, String change, String... report) {
    return changeSince(0, before, change, report);
  }

  /** A change that only PostgreSQL of this version and newer understands. */
  Changes changeSince(int major, String before, String change, String... report) {
    rows.add(new Row(major, before, change, List.of(report)));
    return this;
  }

  Stream<DynamicTest> tests() {
    return rows.stream().map(row -> DynamicTest.dynamicTest(row.change(), () -> run(row)));
  }

  private static void run(Row row) throws Exception {
    SchemaDatabase database = Shared.DATABASE;
    assumeTrue(database.majorVersion() >= row.since(), "needs PostgreSQL " + row.since());
    database.execute(CLEAN);
    database.execute("CREATE SCHEMA shop; SET search_path = shop; " + row.before());
    Schema before = database.read("shop");
    assertEquals(List.of(), report(Comparison.of(before, before)));
    assertEquals(before.trees(), database.readByOneThatRemembers("shop"));
    var pulse = Pulse.of(database);
    boolean witnessed = PgDump.reads(database.majorVersion());
    String dump = witnessed ? PgDump.schemaOf(database.name()) : null;

    IdentifiedSchema original = database.readIdentified("shop");
    database.execute(row.change());

    assertTrue(
        row.report().isEmpty() || Pulse.of(database).differsFrom(pulse), "seen by the token");
    Schema after = database.read("shop");
    assertEquals(row.report(), report(Comparison.of(before, after)));
    assertWhatIsSharedIsTheSame(before, after);
    assertEquals(row.report().isEmpty(), before.fingerprint().equals(after.fingerprint()));
    assertEquals(List.of(), report(Comparison.of(writtenAndReadBack(after), after)));
    assertEquals(
        row.report(), report(Comparison.of(writtenAndReadBack(before), after)), "as a contract");
    assertRecordedAsItShouldBe(row, before, original, after);
    assertIsRebuilt();
    if (witnessed) {
      assertEquals(
          PgDump.shows(Comparison.of(before, after)),
          !dump.equals(PgDump.schemaOf(database.name())),
          "the dump changes, too");
    }
  }

  /**
   * What was made of the objects that did not change is as good as made again, whatever the kind.
   */
  private static void assertWhatIsSharedIsTheSame(Schema before, Schema after) throws SQLException {
    Schema sharing = after.sharing(before);
    assertEquals(after.fingerprint(), sharing.fingerprint());
    assertEquals(after.trees(), sharing.trees());
    assertEquals(after.objects(), sharing.objects());
    assertSame(after, Shared.DATABASE.read("shop").sharing(after));
    assertEquals(after.trees(), Shared.DATABASE.readByOneThatRemembers("shop"));
  }

  /** What was made, of whatever kind, can be made again of its SQL. */
  private static void assertIsRebuilt() throws SQLException {
    Shared.COPY.execute(CLEAN);
    Rebuilt.assertIsTheSame(Shared.DATABASE, Shared.COPY);
  }

  /**
   * A run that did it makes it expected, whatever the kind; a run that comes after it and does
   * something else leaves it as told as it was.
   */
  private static void assertRecordedAsItShouldBe(
      Row row, Schema before, IdentifiedSchema original, Schema after) throws Exception {
    SchemaDatabase database = Shared.DATABASE;
    Expectation recorded = Expectation.of(before);
    IdentifiedSchema changed = database.readIdentified("shop");
    assertEquals(
        List.of(),
        report(
            Comparison.of(
                SchemaChange.between(original, changed, true).appliedTo(recorded), after)),
        "done by a run");
    if (after.namespaces().isEmpty()) {
      return;
    }
    database.execute("CREATE DOMAIN shop.of_another_run AS text");
    IdentifiedSchema later = database.readIdentified("shop");
    assertEquals(
        row.report(),
        report(
            Comparison.of(
                SchemaChange.between(changed, later, true).appliedTo(recorded),
                database.read("shop"))),
        "done by hand before a run");
    database.execute("DROP DOMAIN shop.of_another_run");
  }

  /** What {@link ChangeDetector} says at one moment, once the session has reported. */
  private record Pulse(ChangeToken token, CatalogFingerprint fingerprint) {
    static Pulse of(SchemaDatabase database) throws SQLException {
      if (database.majorVersion() >= 15) {
        database.execute("SELECT pg_catalog.pg_stat_force_next_flush()");
      }
      var detector = new ChangeDetector();
      return new Pulse(
          detector.token(database.connection()), detector.fingerprint(database.connection()));
    }

    /** Each of the three ways must see it; before PostgreSQL 15 reporting cannot be forced. */
    boolean differsFrom(Pulse earlier) throws SQLException {
      return !token.provesUnchangedSince(earlier.token)
          && !fingerprint.equals(earlier.fingerprint)
          && (Shared.DATABASE.majorVersion() < 15 || !token.suggestsUnchangedSince(earlier.token));
    }
  }

  /** One database for all rows: to make one for each takes longer than all the rest. */
  private static final class Shared {
    static final SchemaDatabase DATABASE = create();
    static final SchemaDatabase COPY = create();

    private static SchemaDatabase create() {
      try {
        return SchemaDatabase.create();
      } catch (SQLException exception) {
        throw new IllegalStateException(exception);
      }
    }
  }

  /** The schema as a contract that somebody committed and reads again. */
  static Expectation writtenAndReadBack(Schema schema) throws Exception {
    String written = SchemaJson.text(schema);
    return Expectation.fromTree(new ObjectMapper().readTree(written), Mode.EXACT, Map.of());
  }

  /**
   * What deviates, a line each: {@code different table shop.a: columns.b.type integer -> bigint}.
   */
  static List<String> report(Comparison comparison) {
    var lines = new ArrayList<String>();
    for (var object : comparison.deviations()) {
      String line = object.state().code() + " " + object.id();
      if (object.differences().isEmpty()) {
        lines.add(line);
      }
      for (var difference : object.differences()) {
        lines.add(
            String.format(
                "%s: %s %s -> %s",
                line,
                difference.attribute(),
                shown(difference.expected()),
                shown(difference.actual())));
      }
    }
    return lines;
  }

  private static String shown(JsonNode value) {
    return value == null ? "nothing" : value.isTextual() ? value.textValue() : value.toString();
  }
}

package dev.waymark.verification.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A table of tests for one rule: what is in the database, and what the rule finds in it, one line
 * each, {@code index shop.a.i} or {@code table shop.a: column}. What is found is then mended by the
 * statements that the findings propose, unless the row says otherwise.
 */
final class FindingTable {
  private record Row(int since, boolean mends, String before, List<String> found) {}

  private final String code;
  private final List<Row> rows = new ArrayList<>();

  FindingTable(String code) {
    this.code = code;
  }

  /** The rule finds exactly this, and its statements make it go away. */
  FindingTable finds(String before, String... found) {
    return findsSince(0, before, found);
  }

  /** The same, on this version of PostgreSQL and newer. */
  FindingTable findsSince(int major, String before, String... found) {
    rows.add(new Row(major, true, before, List.of(found)));
    return this;
  }

  /** The rule finds this, and what to do about it needs a person. */
  FindingTable findsForPeople(String before, String... found) {
    rows.add(new Row(0, false, before, List.of(found)));
    return this;
  }

  /** It looks like it and is not. */
  FindingTable ignores(String before) {
    return finds(before);
  }

  /** The same, on this version of PostgreSQL and newer. */
  FindingTable ignoresSince(int major, String before) {
    return findsSince(major, before);
  }

  Stream<DynamicTest> tests() {
    return rows.stream()
        .map(row -> DynamicTest.dynamicTest(row.found() + " in " + row.before(), () -> run(row)));
  }

  private void run(Row row) throws SQLException {
    FindingDatabase database = Shared.DATABASE;
    assumeTrue(database.majorVersion() >= row.since(), "needs PostgreSQL " + row.since());
    database.clean();
    database.run(row.before());

    List<Finding> findings = database.findings(code);

    assertEquals(row.found(), findings.stream().map(FindingTable::line).toList());
    if (row.mends()) {
      database.mend(findings, code);
    }
  }

  static String line(Finding finding) {
    String line =
        finding.kind().code()
            + " "
            + Stream.of(finding.namespace(), finding.table(), finding.name())
                .filter(part -> part != null)
                .reduce((one, other) -> one + "." + other)
                .orElseThrow();
    return finding.column() == null ? line : line + ": " + finding.column();
  }

  /** One database for all rows: to make one for each takes longer than all the rest. */
  private static final class Shared {
    static final FindingDatabase DATABASE = create();

    private static FindingDatabase create() {
      try {
        return FindingDatabase.create();
      } catch (SQLException exception) {
        throw new IllegalStateException(exception);
      }
    }
  }
}

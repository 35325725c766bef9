package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.schema.comparison.Changes;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What {@link Changes} cannot try in a transaction; it tries the detector with every change. */
class ChangeDetectorTest {
  @Test
  void anotherVersionOfTheServerIsAChange() throws Exception {
    try (var database = SchemaDatabase.create()) {
      String fingerprint = new ChangeDetector().fingerprint(database.connection()).versions();

      String version = String.valueOf(database.read("*").server().number());
      assertTrue(fingerprint.startsWith(version + " "), fingerprint);
    }
  }

  @Test
  void aTablespaceOfAnotherNameIsAChange() throws Exception {
    ChangeDetector detector = new ChangeDetector();
    try (var database = SchemaDatabase.create()) {
      String tablespace = "space_" + database.name();
      database.execute("SET allow_in_place_tablespaces = on");
      database.execute("CREATE TABLESPACE " + tablespace + " LOCATION ''");
      try {
        CatalogFingerprint before = detector.fingerprint(database.connection());

        database.execute("ALTER TABLESPACE " + tablespace + " RENAME TO renamed_" + tablespace);

        assertNotEquals(before, detector.fingerprint(database.connection()));
      } finally {
        database.execute("DROP TABLESPACE renamed_" + tablespace);
      }
    }
  }

  /** Their catalog is closed, and what is read of them comes without row versions. */
  @Test
  void anotherOptionOfAUserMappingIsAChange() throws Exception {
    try (var database = SchemaDatabase.create()) {
      database.execute(
          "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
              + " CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (password 'secret')");
      CatalogFingerprint before = new ChangeDetector().fingerprint(database.connection());

      database.execute("ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (ADD \"user\" 'app')");

      assertNotEquals(before, new ChangeDetector().fingerprint(database.connection()));
    }
  }

  @Test
  void rolesThatExchangeTheirNamesAreAChange() throws Exception {
    ChangeDetector detector = new ChangeDetector();
    try (var database = SchemaDatabase.create()) {
      String one = "one_" + database.name();
      String other = "other_" + database.name();
      database.execute("CREATE ROLE " + one + "; CREATE ROLE " + other);
      try {
        CatalogFingerprint before = detector.fingerprint(database.connection());

        database.execute(
            "ALTER ROLE %1$s RENAME TO passing_%1$s; ALTER ROLE %2$s RENAME TO %1$s; ALTER ROLE passing_%1$s RENAME TO %2$s"
                .formatted(one, other));

        assertNotEquals(before, detector.fingerprint(database.connection()));
      } finally {
        database.execute("DROP ROLE " + one + ", " + other);
      }
    }
  }

  @Test
  void whatProvesThatNothingWasCommittedDoesNotCount() throws Exception {
    ChangeDetector detector = new ChangeDetector();
    try (var database = SchemaDatabase.create()) {
      ChangeToken counted = detector.token(database.connection());
      ChangeToken earlier =
          new ChangeToken(counted.snapshot(), "never counted", true, counted.takenAt());

      ChangeToken same = again(detector, database, earlier);
      database.execute("CREATE TABLE t (id integer)");
      ChangeToken changed = again(detector, database, earlier);

      assertTrue(same.provesUnchangedSince(earlier));
      assertEquals("never counted", same.counters());
      assertFalse(changed.provesUnchangedSince(earlier));
      assertFalse(changed.suggestsUnchangedSince(earlier));
    }
  }

  private static ChangeToken again(
      ChangeDetector detector, SchemaDatabase database, ChangeToken earlier) throws SQLException {
    return detector.token(database.connection(), earlier);
  }
}

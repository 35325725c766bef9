package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Effects.nothing;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** Types that columns are of: the statement names no table, and still may read all that use it. */
final class DomainStatements {
  private static final String GIVEN =
      """
      CREATE DOMAIN positive AS int DEFAULT 1;
      CREATE TABLE parts (id int, amount positive);
      CREATE TABLE shelves (spare positive, height positive);
      CREATE TABLE others (id int);
      INSERT INTO parts VALUES (1, 1);
      INSERT INTO shelves VALUES (1, 1);
      """;
  private static final String NOT_VALID =
      GIVEN + "ALTER DOMAIN positive ADD CONSTRAINT above_zero CHECK (VALUE > 0) NOT VALID;";
  private static final Effects READS_ALL =
      locks("share", "parts", "shelves").scans("parts", "shelves");
  private static final String COMPOSITE =
      """
      CREATE TYPE spot AS (x int, y int);
      CREATE TABLE spots OF spot;
      CREATE TABLE areas (id int, corner spot);
      INSERT INTO spots VALUES (1, 1);
      """;

  private DomainStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(domains(), others()).flatMap(it -> it);
  }

  private static Stream<StatementCase> domains() {
    return Stream.of(
        statement(
            "ALTER DOMAIN ADD CONSTRAINT",
            GIVEN,
            "ALTER DOMAIN positive ADD CONSTRAINT above_zero CHECK (VALUE > 0)",
            READS_ALL),
        statement(
            "ALTER DOMAIN ADD CONSTRAINT NOT VALID",
            GIVEN,
            "ALTER DOMAIN positive ADD CONSTRAINT above_zero CHECK (VALUE > 0) NOT VALID",
            nothing()),
        // Writers wait, other than for the constraint of a table.
        statement(
            "ALTER DOMAIN VALIDATE CONSTRAINT",
            NOT_VALID,
            "ALTER DOMAIN positive VALIDATE CONSTRAINT above_zero",
            READS_ALL),
        statement(
            "ALTER DOMAIN SET NOT NULL", GIVEN, "ALTER DOMAIN positive SET NOT NULL", READS_ALL),
        statement(
            "ALTER DOMAIN DROP CONSTRAINT",
            NOT_VALID,
            "ALTER DOMAIN positive DROP CONSTRAINT above_zero",
            nothing()),
        statement(
            "ALTER DOMAIN SET DEFAULT", GIVEN, "ALTER DOMAIN positive SET DEFAULT 2", nothing()),
        statement(
            "ALTER DOMAIN RENAME", GIVEN, "ALTER DOMAIN positive RENAME TO counted", nothing()),
        statement(
            "DROP DOMAIN CASCADE",
            GIVEN,
            "DROP DOMAIN positive CASCADE",
            locks("access-exclusive", "parts", "shelves")));
  }

  private static Stream<StatementCase> others() {
    return Stream.of(
        statement(
            "ALTER TYPE ADD VALUE",
            "CREATE TYPE mood AS ENUM ('good'); CREATE TABLE people (mood mood);",
            "ALTER TYPE mood ADD VALUE 'bad'",
            nothing()),
        statement(
            "ALTER TYPE RENAME VALUE",
            "CREATE TYPE mood AS ENUM ('good'); CREATE TABLE people (mood mood);",
            "ALTER TYPE mood RENAME VALUE 'good' TO 'fine'",
            nothing()),
        statement(
            "ALTER TYPE ADD ATTRIBUTE CASCADE",
            COMPOSITE,
            "ALTER TYPE spot ADD ATTRIBUTE z int CASCADE",
            locks("access-exclusive", "spots")),
        statement(
            "ALTER TYPE ALTER ATTRIBUTE CASCADE",
            "CREATE TYPE spot AS (x int); CREATE TABLE spots OF spot;",
            "ALTER TYPE spot ALTER ATTRIBUTE x TYPE bigint CASCADE",
            locks("access-exclusive", "spots").rewrites("spots")),
        statement(
            "ALTER TYPE RENAME ATTRIBUTE CASCADE",
            COMPOSITE,
            "ALTER TYPE spot RENAME ATTRIBUTE x TO east CASCADE",
            locks("access-exclusive", "spots")),
        statement(
            "DROP TYPE CASCADE",
            "CREATE TYPE mood AS ENUM ('good'); CREATE TABLE people (id int, mood mood);"
                + "CREATE VIEW moods AS SELECT mood FROM people;",
            "DROP TYPE mood CASCADE",
            locks("access-exclusive", "people", "moods")));
  }
}

package dev.waymark.migration.script;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EnumLabelTooEarlyTest {
  private static final String UNSAFE_NEW_ENUM_VALUE_USAGE = "55P04";
  private static final String GIVEN =
      """
      CREATE TYPE e AS ENUM ('a');
      CREATE TYPE "E x" AS ENUM ('a');
      CREATE SCHEMA IF NOT EXISTS s;
      DROP TYPE IF EXISTS s.e CASCADE;
      CREATE TYPE s.e AS ENUM ('a', 'b');
      CREATE TABLE t (c e DEFAULT 'a', d text);
      """;

  @TestFactory
  Stream<DynamicTest> provenByTheScriptAlone() {
    ReviewTable table = new ReviewTable(Objection.Code.ENUM_LABEL_TOO_EARLY, GIVEN);
    Stream.of(
            "SELECT 'b'::e",
            "SELECT 1 WHERE false AND CAST('b' AS e) IS NULL",
            "SELECT e 'b'",
            "UPDATE t SET c = 'b'::e",
            "ALTER TABLE t ALTER COLUMN c SET DEFAULT 'b'::e",
            "CREATE VIEW v AS SELECT * FROM t WHERE c = 'b'::e",
            "CREATE INDEX i ON t (d) WHERE c = 'b'::E",
            "CREATE TABLE u (c e DEFAULT 'b')",
            "CREATE TABLE u (c e NOT NULL CHECK (c <> 'b'))",
            "CREATE TABLE u (a int, c e, CHECK (a > 0 OR c IN ('a', 'b')))",
            "ALTER TABLE t ADD COLUMN f e NOT NULL DEFAULT 'b'")
        .forEach(
            use ->
                table.objectsAndFailsWith(
                    UNSAFE_NEW_ENUM_VALUE_USAGE,
                    "ALTER TYPE e ADD VALUE 'b';\n%s;".formatted(use),
                    2));
    return table
        .objectsAndFailsWith(
            UNSAFE_NEW_ENUM_VALUE_USAGE,
            "ALTER TYPE \"E x\" ADD VALUE 'it''s' BEFORE 'a';\n\nSELECT\n 'it''s'::\"E x\";",
            4)
        .objectsAndFailsWith(
            UNSAFE_NEW_ENUM_VALUE_USAGE,
            "ALTER TYPE public.e ADD VALUE 'b';\nSELECT 'b'::public.e;",
            2)
        .objectsAndFailsWith(
            UNSAFE_NEW_ENUM_VALUE_USAGE,
            "ALTER TYPE e ADD VALUE 'b';\nCREATE TABLE u (a int, c e);\n"
                + "INSERT INTO u VALUES (1, 'a'), (2, 'b');",
            3)
        .objectsAndFailsWith(
            UNSAFE_NEW_ENUM_VALUE_USAGE,
            "ALTER TYPE e ADD VALUE 'b';\nALTER TABLE t ADD COLUMN f e;\n"
                + "INSERT INTO t (d, f) VALUES ('x', 'b');",
            3)
        .objectsAndFailsWith(
            UNSAFE_NEW_ENUM_VALUE_USAGE,
            "ALTER TABLE t ADD COLUMN f e;\nALTER TYPE e ADD VALUE 'b';\n"
                + "UPDATE t SET f = 'b' WHERE d = 'x';",
            3)
        .objectsAndFailsWith(
            UNSAFE_NEW_ENUM_VALUE_USAGE,
            "ALTER TYPE e ADD VALUE 'b';\nALTER TABLE t ADD f e;\n"
                + "ALTER TABLE t ALTER f SET DEFAULT 'b';",
            3)
        .objectsAndFailsWith(
            UNSAFE_NEW_ENUM_VALUE_USAGE,
            "ALTER TYPE e ADD VALUE 'b';\nALTER TABLE t ADD f e;\n"
                + "ALTER TABLE t ADD CONSTRAINT k CHECK (f = 'b');",
            3)
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> fineOrNotProven() {
    return new ReviewTable(Objection.Code.ENUM_LABEL_TOO_EARLY, GIVEN)
        .acceptsAndRuns("ALTER TYPE e ADD VALUE 'b';\nALTER TABLE t ADD COLUMN f e DEFAULT 'a';")
        .acceptsAndRuns("ALTER TYPE e ADD VALUE 'b';\nSELECT 'b'::text, 'a'::e, 'b'::s.e;")
        .acceptsAndRuns("ALTER TYPE e ADD VALUE 'b';\nSELECT '''b''::e', '{}'::e[];")
        .acceptsAndRuns("ALTER TYPE e ADD VALUE 'b';\nUPDATE t SET d = 'b';")
        .acceptsAndRuns(
            "ALTER TYPE e ADD VALUE 'b';\nCREATE TABLE IF NOT EXISTS t (c e DEFAULT 'b');")
        .acceptsAndRuns("ALTER TYPE s.e ADD VALUE IF NOT EXISTS 'b';\nSELECT 'b'::s.e;")
        .acceptsAndRuns("ALTER TYPE e ADD VALUE 'b';\nSET LOCAL search_path TO s;\nSELECT 'b'::e;")
        .acceptsAndRuns(
            "ALTER TYPE e ADD VALUE 'b';\nALTER TYPE e RENAME TO old;\n"
                + "CREATE TYPE e AS ENUM ('b');\nSELECT 'b'::e;")
        .acceptsAndRuns(
            "ALTER TYPE e ADD VALUE 'b';\n"
                + "CREATE FUNCTION f() RETURNS e LANGUAGE sql AS $$ SELECT 'a'::e $$;")
        .acceptsAndRuns("SELECT 'a'::e;\nALTER TYPE e ADD VALUE 'b';")
        .acceptsAndRuns(
            "CREATE TABLE u (c e);\nALTER TABLE u ALTER c TYPE text;\n"
                + "ALTER TYPE e ADD VALUE 'b';\nINSERT INTO u VALUES ('b');")
        .acceptsAndRuns(
            "CREATE TABLE u (c e, g text);\nALTER TABLE u DROP c;\n"
                + "ALTER TYPE e ADD VALUE 'b';\nINSERT INTO u VALUES ('b');")
        .acceptsAndRuns(
            "CREATE TABLE u (c e);\nALTER TABLE u RENAME TO w;\nCREATE TABLE u (c text);\n"
                + "ALTER TYPE e ADD VALUE 'b';\nINSERT INTO u VALUES ('b');")
        .acceptsAndRuns(
            "ALTER TYPE e ADD VALUE 'b';\nCREATE TABLE u (c e);\nDROP TABLE u;\n"
                + "CREATE TABLE u AS SELECT 'x'::text AS c;\nUPDATE u SET c = 'b';")
        // PostgreSQL allows it from version 17, for which the enum is as new as its label.
        .acceptsAndRunsSince(
            17, "CREATE TYPE n AS ENUM ('a');\nALTER TYPE n ADD VALUE 'b';\nSELECT 'b'::n;")
        .accepts("ALTER TYPE e ADD VALUE 'b';\nDO $$ BEGIN PERFORM 1; END $$;\nSELECT 'b'::e;")
        .accepts("ALTER TYPE e ADD VALUE 'b';\nSOMETHING NEW;\nSELECT 'b'::e;")
        .tests();
  }
}

package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TypeChangesTest {
  @TestFactory
  Stream<DynamicTest> domains() {
    return new Changes()
        .change(
            "",
            "CREATE DOMAIN d AS text CONSTRAINT c CHECK (VALUE <> '')",
            "unexpected domain shop.d")
        .change(
            "CREATE DOMAIN d AS text CONSTRAINT c CHECK (VALUE <> '')",
            "DROP DOMAIN d",
            "missing domain shop.d")
        .change(
            "CREATE DOMAIN d AS text CONSTRAINT c CHECK (VALUE <> '')",
            "ALTER DOMAIN d RENAME TO e",
            "different domain shop.e: name d -> e")
        .change(
            "CREATE DOMAIN d AS text CONSTRAINT c CHECK (VALUE <> '')",
            "ALTER DOMAIN d SET NOT NULL; ALTER DOMAIN d SET DEFAULT 'x'",
            "different domain shop.d: default nothing -> 'x'::text",
            "different domain shop.d: nullable true -> false")
        .change(
            "CREATE DOMAIN d AS text CONSTRAINT c CHECK (VALUE <> '')",
            "ALTER DOMAIN d ADD CONSTRAINT e CHECK (VALUE <> 'e') NOT VALID",
            "different domain shop.d: checks.e nothing -> {\"name\":\"e\",\"definition\":\"CHECK ((VALUE <> 'e'::text)) NOT VALID\",\"validated\":false}")
        .change(
            "CREATE DOMAIN d AS text CONSTRAINT c CHECK (VALUE <> '')",
            "COMMENT ON DOMAIN d IS 'c'",
            "different domain shop.d: comment nothing -> c")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> compositeTypes() {
    return new Changes()
        .change("", "CREATE TYPE c AS (x integer, y text)", "unexpected composite type shop.c")
        .change(
            "CREATE TYPE c AS (x integer, y text)", "DROP TYPE c", "missing composite type shop.c")
        .change(
            "CREATE TYPE c AS (x integer, y text)",
            "ALTER TYPE c RENAME TO d",
            "different composite type shop.d: name c -> d")
        .change(
            "CREATE TYPE c AS (x integer, y text)",
            "ALTER TYPE c ADD ATTRIBUTE z date",
            "different composite type shop.c: attributes.z nothing -> {\"name\":\"z\",\"type\":\"date\"}")
        .change(
            "CREATE TYPE c AS (x integer, y text)",
            "DROP TYPE c; CREATE TYPE c AS (y text, x integer)",
            "different composite type shop.c: attributeOrder [\"x\",\"y\"] -> [\"y\",\"x\"]")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> rangeTypes() {
    return new Changes()
        .change("", "CREATE TYPE r AS RANGE (SUBTYPE = float8)", "unexpected range type shop.r")
        .change(
            "CREATE TYPE r AS RANGE (SUBTYPE = float8)", "DROP TYPE r", "missing range type shop.r")
        .change(
            "CREATE TYPE r AS RANGE (SUBTYPE = float8)",
            "DROP TYPE r; CREATE TYPE r AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi)",
            "different range type shop.r: subtypeDifference nothing -> float8mi")
        .change(
            "CREATE TYPE r AS RANGE (SUBTYPE = float8)",
            "COMMENT ON TYPE r IS 'c'",
            "different range type shop.r: comment nothing -> c")
        .tests();
  }
}

package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ConstraintChangesTest {
  private static final String TABLES =
      "CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE a (id integer, b integer, t text); ";

  @TestFactory
  Stream<DynamicTest> keysAndChecks() {
    return new Changes()
        .change(
            TABLES,
            "ALTER TABLE a ADD CONSTRAINT k UNIQUE (id, b)",
            "unexpected constraint shop.a.k")
        .change(
            TABLES + "ALTER TABLE a ADD CONSTRAINT k UNIQUE (id)",
            "ALTER TABLE a DROP CONSTRAINT k",
            "missing index shop.a.k",
            "missing constraint shop.a.k")
        .change(
            TABLES + "ALTER TABLE a ADD CONSTRAINT k CHECK (id > 0)",
            "ALTER TABLE a RENAME CONSTRAINT k TO l",
            "different constraint shop.a.l: name k -> l")
        .change(
            TABLES + "ALTER TABLE a ADD CONSTRAINT k CHECK (id > 0)",
            "ALTER TABLE a DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (id >= 0) NO INHERIT NOT VALID",
            "different constraint shop.a.k: definition CHECK ((id > 0)) ->"
                + " CHECK ((id >= 0)) NO INHERIT NOT VALID",
            "different constraint shop.a.k: noInherit nothing -> true",
            "different constraint shop.a.k: validated true -> false")
        .change(
            TABLES,
            "ALTER TABLE a ADD CONSTRAINT x EXCLUDE USING btree (id WITH =) DEFERRABLE",
            "unexpected constraint shop.a.x")
        .change(
            TABLES + "ALTER TABLE a ADD CONSTRAINT k UNIQUE (id)",
            "COMMENT ON CONSTRAINT k ON a IS 'once'",
            "different constraint shop.a.k: comment nothing -> once")
        .changeSince(
            18,
            TABLES + "ALTER TABLE a ADD CONSTRAINT k CHECK (id > 0)",
            "ALTER TABLE a DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (id > 0) NOT ENFORCED",
            "different constraint shop.a.k: definition CHECK ((id > 0)) -> CHECK ((id > 0)) NOT"
                + " ENFORCED",
            "different constraint shop.a.k: enforced true -> false",
            "different constraint shop.a.k: validated true -> false")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> foreignKeys() {
    String before = TABLES + "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p";
    String line = "different constraint shop.a.f: ";
    String definition = line + "definition FOREIGN KEY (b) REFERENCES shop.p(id) -> ";
    return new Changes()
        .change(
            before,
            "ALTER TABLE a DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p"
                + " MATCH FULL ON UPDATE RESTRICT ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED",
            line + "deferrable nothing -> true",
            definition
                + "FOREIGN KEY (b) REFERENCES shop.p(id) MATCH FULL ON UPDATE RESTRICT"
                + " ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED",
            line + "initiallyDeferred nothing -> true",
            line + "match simple -> full",
            line + "onDelete no action -> set null",
            line + "onUpdate no action -> restrict")
        .changeSince(
            15,
            TABLES
                + "ALTER TABLE p ADD x integer, ADD UNIQUE (id, x);"
                + "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (id, b) REFERENCES p (id, x)"
                + " ON DELETE SET NULL",
            "ALTER TABLE a DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (id, b)"
                + " REFERENCES p (id, x) ON DELETE SET NULL (b)",
            line
                + "definition FOREIGN KEY (id, b) REFERENCES shop.p(id, x) ON DELETE SET NULL ->"
                + " FOREIGN KEY (id, b) REFERENCES shop.p(id, x) ON DELETE SET NULL (b)",
            line + "onDeleteColumns nothing -> [\"b\"]")
        .change(before, "ALTER TABLE a DISABLE TRIGGER ALL", line + "triggersEnabled true -> false")
        .change(
            before,
            "ALTER TABLE a DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES p",
            line + "columns [\"b\"] -> [\"id\"]",
            definition + "FOREIGN KEY (id) REFERENCES shop.p(id)")
        .change(
            "CREATE TABLE p (id integer PRIMARY KEY) PARTITION BY RANGE (id);"
                + "CREATE TABLE p1 PARTITION OF p DEFAULT; CREATE TABLE a (b integer)",
            "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p",
            "unexpected constraint shop.a.f")
        .tests();
  }
}

package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TriggerChangesTest {
  @TestFactory
  Stream<DynamicTest> triggers() {
    return new Changes()
        .change(
            "CREATE TABLE a (id integer); CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; ",
            "CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t()",
            "unexpected trigger shop.a.g")
        .change(
            "CREATE TABLE a (id integer); CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t()",
            "DROP TRIGGER g ON a",
            "missing trigger shop.a.g")
        .change(
            "CREATE TABLE a (id integer); CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t()",
            "ALTER TRIGGER g ON a RENAME TO h",
            "different trigger shop.a.h: name g -> h")
        .change(
            "CREATE TABLE a (id integer); CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t()",
            "ALTER TABLE a DISABLE TRIGGER g",
            "different trigger shop.a.g: enabled origin -> disabled")
        .change(
            "CREATE TABLE a (id integer); CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t()",
            "ALTER TABLE a ENABLE ALWAYS TRIGGER g",
            "different trigger shop.a.g: enabled origin -> always")
        .change(
            "CREATE TABLE a (id integer); CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t()",
            "DROP TRIGGER g ON a; CREATE TRIGGER g AFTER UPDATE OF id ON a FOR EACH ROW EXECUTE FUNCTION t()",
            "different trigger shop.a.g: definition CREATE TRIGGER g BEFORE INSERT ON shop.a FOR EACH ROW EXECUTE FUNCTION shop.t() -> CREATE TRIGGER g AFTER UPDATE OF id ON shop.a FOR EACH ROW EXECUTE FUNCTION shop.t()")
        .change(
            "CREATE TABLE a (id integer); CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; ",
            "CREATE CONSTRAINT TRIGGER g AFTER INSERT ON a DEFERRABLE FOR EACH ROW EXECUTE FUNCTION t()",
            "unexpected trigger shop.a.g")
        .change(
            "CREATE TABLE a (id integer) PARTITION BY RANGE (id); CREATE TABLE b PARTITION OF a DEFAULT; CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; ",
            "CREATE TRIGGER g AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION t()",
            "unexpected trigger shop.a.g",
            "unexpected trigger shop.b.g")
        .change(
            "CREATE TABLE a (id integer); CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t()",
            "COMMENT ON TRIGGER g ON a IS 'c'",
            "different trigger shop.a.g: comment nothing -> c")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> rules() {
    return new Changes()
        .change(
            "CREATE TABLE a (id integer)",
            "CREATE RULE r AS ON DELETE TO a DO INSTEAD NOTHING",
            "unexpected rule shop.a.r")
        .change(
            "CREATE TABLE a (id integer); CREATE RULE r AS ON DELETE TO a DO INSTEAD NOTHING",
            "DROP RULE r ON a",
            "missing rule shop.a.r")
        .change(
            "CREATE TABLE a (id integer); CREATE RULE r AS ON DELETE TO a DO INSTEAD NOTHING",
            "ALTER TABLE a DISABLE RULE r",
            "different rule shop.a.r: enabled origin -> disabled")
        .change(
            "CREATE TABLE a (id integer); CREATE RULE r AS ON DELETE TO a DO INSTEAD NOTHING",
            "ALTER RULE r ON a RENAME TO s",
            "different rule shop.a.s: name r -> s")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> policies() {
    return new Changes()
        .change("CREATE TABLE a (id integer)", "CREATE POLICY p ON a", "unexpected policy shop.a.p")
        .change(
            "CREATE TABLE a (id integer); CREATE POLICY p ON a",
            "DROP POLICY p ON a",
            "missing policy shop.a.p")
        .change(
            "CREATE TABLE a (id integer); CREATE POLICY p ON a",
            "ALTER POLICY p ON a RENAME TO q",
            "different policy shop.a.q: name p -> q")
        .change(
            "CREATE TABLE a (id integer); CREATE POLICY p ON a",
            "DROP POLICY p ON a; CREATE POLICY p ON a AS RESTRICTIVE FOR UPDATE TO pg_monitor USING (id > 0) WITH CHECK (id > 1)",
            "different policy shop.a.p: command all -> update",
            "different policy shop.a.p: roles [\"PUBLIC\"] -> [\"pg_monitor\"]",
            "different policy shop.a.p: type permissive -> restrictive",
            "different policy shop.a.p: using nothing -> (id > 0)",
            "different policy shop.a.p: withCheck nothing -> (id > 1)")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> eventTriggers() {
    return new Changes()
        .change(
            "CREATE FUNCTION t() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
            "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION t()",
            "unexpected event trigger e")
        .change(
            "CREATE FUNCTION t() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION t()",
            "DROP EVENT TRIGGER e",
            "missing event trigger e")
        .change(
            "CREATE FUNCTION t() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION t()",
            "ALTER EVENT TRIGGER e DISABLE",
            "different event trigger e: enabled origin -> disabled")
        .change(
            "CREATE FUNCTION t() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION t()",
            "DROP EVENT TRIGGER e; CREATE EVENT TRIGGER e ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION t()",
            "different event trigger e: event ddl_command_end -> sql_drop",
            "different event trigger e: tags nothing -> [\"DROP TABLE\"]")
        .tests();
  }
}

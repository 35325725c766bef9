package dev.waymark.schema.comparison;

import static dev.waymark.schema.comparison.Changes.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.schema.Kind;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;
import dev.waymark.schema.catalog.SchemaDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people may write in an expectation, and what it then means. */
class ComparisonTest {
  private static SchemaDatabase database;
  private static Schema schema;

  @BeforeAll
  static void read() throws SQLException {
    database = SchemaDatabase.create();
    database.execute(
        """
        CREATE TABLE users (
          id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          email varchar(50) NOT NULL CONSTRAINT users_email_key UNIQUE);
        CREATE TABLE a_table_with_a_name_that_is_quite_long_when_cut_to_63_bytes_éé_and (id integer);
        CREATE TYPE mood AS ENUM ('sad', 'happy');
        CREATE INDEX late ON users (id) WHERE id > 100;
        """);
    schema = database.read("public");
  }

  @AfterAll
  static void close() throws SQLException {
    database.close();
  }

  @Test
  void aSchemaWrittenAndReadBackIsClean() throws Exception {
    String written = SchemaJson.text(schema);

    assertEquals(List.of(), exact(written));
  }

  @Test
  void inExactModeWhatIsNotStatedMustBeTheDefault() throws Exception {
    assertEquals(
        List.of(
            "unexpected table"
                + " public.a_table_with_a_name_that_is_quite_long_when_cut_to_63_bytes_é",
            "different table public.users: columns.email.nullable true -> false"),
        exact(
            """
            {"tables": [{"name": "users", "columns": [
              {"name": "id", "type": "integer", "nullable": false, "identity": "always"},
              {"name": "email", "type": "character varying(50)"}]}]}
            """));
  }

  @Test
  void inContainsModeOnlyWhatIsStatedCounts() throws Exception {
    assertEquals(
        List.of("different table public.users: columns.email.nullable true -> false"),
        contains(
            """
            {"tables": [{"name": "users", "columns": [
              {"name": "email", "nullable": true}]}],
             "indexes": [{"table": "users", "name": "late", "valid": true, "unique": false}]}
            """));
  }

  @Test
  void kindsThatAreNotMentionedAreNotJudged() throws Exception {
    assertEquals(
        List.of(), exact("{\"enums\": [{\"name\": \"mood\", \"labels\": [\"sad\", \"happy\"]}]}"));
    assertEquals(List.of("unexpected enum public.mood"), exact("{\"enums\": []}"));
  }

  @Test
  void eachKindMayHaveAModeOfItsOwn() throws Exception {
    var expectation =
        Expectation.fromTree(
            new ObjectMapper().readTree("{\"enums\": [], \"tables\": []}"),
            Mode.CONTAINS,
            Map.of(Kind.ENUM, Mode.EXACT));

    assertEquals(
        List.of("unexpected enum public.mood"), report(Comparison.of(expectation, schema)));
  }

  @Test
  void theIndexOfAConstraintNeedNotBeStated() throws Exception {
    assertEquals(
        List.of(),
        exact(
            """
            {"indexes": [{"table": "users", "name": "late",
                          "keys": [{"column": "id", "order": "asc"}], "predicate": "(id > 100)"}],
             "constraints": [
               {"table": "users", "name": "users_pkey", "type": "primary key", "columns": ["id"]},
               {"table": "users", "name": "users_email_key", "type": "unique",
                "columns": ["email"], "validated": true}]}
            """));
  }

  @Test
  void aNameIsCutAsPostgresCutsIt() throws Exception {
    String name = "a_table_with_a_name_that_is_quite_long_when_cut_to_63_bytes_éé_and_more";

    assertEquals(List.of(), contains("{\"tables\": [{\"name\": \"" + name + "\"}]}"));
  }

  @Test
  void twoCandidatesForARenameAreNoRename() throws Exception {
    assertEquals(
        List.of("missing enum public.m1", "missing enum public.m2", "unexpected enum public.mood"),
        exact(
            """
            {"enums": [{"name": "m1", "labels": ["sad", "happy"]},
                       {"name": "m2", "labels": ["sad", "happy"]}]}
            """));
  }

  @Test
  void whatIsNoExpectationIsRefusedWithItsPlace() {
    assertRefused("is an object with a list", "[]");
    assertRefused("No kind is called table", "{\"table\": []}");
    assertRefused("tables is not a list", "{\"tables\": {}}");
    assertRefused("an object has no name", "{\"tables\": [{}]}");
    assertRefused("does not say its table", "{\"indexes\": [{\"name\": \"i\"}]}");
    assertRefused(
        "columns.[0].nulable",
        "{\"tables\": [{\"name\": \"a\", \"columns\": [{\"nulable\": 1}]}]}");
    assertRefused("two of table public.a", "{\"tables\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}");
  }

  private static void assertRefused(String reason, String json) {
    var refusal = assertThrows(InvalidExpectation.class, () -> exact(json));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  private static List<String> exact(String json)
      throws InvalidExpectation, JsonProcessingException {
    return compare(json, Mode.EXACT);
  }

  private static List<String> contains(String json)
      throws InvalidExpectation, JsonProcessingException {
    return compare(json, Mode.CONTAINS);
  }

  private static List<String> compare(String json, Mode mode)
      throws InvalidExpectation, JsonProcessingException {
    var expectation = Expectation.fromTree(new ObjectMapper().readTree(json), mode, Map.of());
    return report(Comparison.of(expectation, schema));
  }
}

package dev.waymark.schema.spelling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.Sql;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.schema.spelling.PrintedText.Group;
import dev.waymark.schema.spelling.Spelled.Query;
import dev.waymark.schema.spelling.Spelled.Rewrite;
import dev.waymark.schema.spelling.Spelled.Routine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The expressions in which an attribute differs: which there are, and of what they speak. What is
 * around them has to be the same.
 */
final class Definitions {
  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s.\"(]+)";

  private static final Pattern RULED =
      Pattern.compile(
          "(\\n +ON (?:INSERT|UPDATE|DELETE|SELECT) TO )%1$s(?:\\.%1$s)?".formatted(NAME));

  private static final Pattern ROUTINE =
      Pattern.compile(
          "^(CREATE OR REPLACE (?:FUNCTION|PROCEDURE) )%1$s\\.(%1$s)\\(".formatted(NAME));

  private final ObjectId id;
  private final String relation;

  private Definitions(ObjectId id) {
    this.id = id;
    String name = id.kind().boundToTable() ? id.table() : id.name();
    this.relation =
        id.namespace() == null
            ? Sql.identifier(name)
            : Sql.identifier(id.namespace()) + "." + Sql.identifier(name);
  }

  /**
   * What has to be the same for the difference to be none; empty if it is one whatever the spelling
   * of expressions.
   */
  static Optional<List<SpelledPair>> of(ObjectComparison object, Difference difference) {
    String attribute = difference.attribute();
    JsonNode expected = difference.expected();
    JsonNode actual = difference.actual();
    var definitions = new Definitions(object.id());
    if (attribute.equals("keys") && object.id().kind() == Kind.INDEX) {
      return definitions.keys(expected, actual);
    }
    if (expected == null || actual == null || !expected.isTextual() || !actual.isTextual()) {
      return Optional.empty();
    }
    return definitions.texts(attribute, expected.textValue(), actual.textValue());
  }

  private Optional<List<SpelledPair>> texts(String attribute, String expected, String actual) {
    String last = attribute.substring(attribute.lastIndexOf('.') + 1);
    return switch (id.kind()) {
      case TABLE ->
          switch (last) {
            case "default" -> one(constant(expected), constant(actual));
            case "generationExpression" -> one(ofRow(expected), ofRow(actual));
            case "partitionKey" ->
                framed(
                    expected,
                    actual,
                    text -> PrintedText.group(text, 0),
                    key -> list(key.inside(), " FROM " + relation));
            default -> Optional.empty();
          };
      case VIEW, MATERIALIZED_VIEW ->
          switch (last) {
            case "default" -> one(constant(expected), constant(actual));
            case "definition" -> one(query(expected), query(actual));
            default -> Optional.empty();
          };
      case INDEX ->
          last.equals("predicate") ? one(ofRow(expected), ofRow(actual)) : Optional.empty();
      case POLICY ->
          last.equals("using") || last.equals("withCheck")
              ? one(ofRow(expected), ofRow(actual))
              : Optional.empty();
      case CONSTRAINT ->
          last.equals("definition") ? constraint(expected, actual) : Optional.empty();
      case TRIGGER ->
          framed(
              expected,
              actual,
              text -> PrintedText.group(text, PrintedText.find(text, " WHEN (")),
              condition -> ofOldAndNew(condition.inside()));
      case RULE -> one(rule(expected, relation), rule(actual, relation));
      case DOMAIN -> domain(attribute, last, expected, actual);
      case FUNCTION, PROCEDURE ->
          last.equals("definition") && readsBody(expected) && readsBody(actual)
              ? one(routine(expected), routine(actual))
              : Optional.empty();
      case EXTENDED_STATISTICS ->
          last.equals("definition")
              ? framed(
                  expected,
                  actual,
                  Definitions::statistics,
                  columns -> list(columns.inside(), columns.after()))
              : Optional.empty();
      case PUBLICATION ->
          last.equals("where") ? published(attribute, expected, actual) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<List<SpelledPair>> constraint(String expected, String actual) {
    if (expected.startsWith("CHECK ") && actual.startsWith("CHECK ")) {
      return framed(expected, actual, text -> PrintedText.group(text, 0), it -> ofRow(it.inside()));
    }
    if (!expected.startsWith("EXCLUDE ") || !actual.startsWith("EXCLUDE ")) {
      return Optional.empty();
    }
    Optional<Group> wanted = PrintedText.group(expected, 0);
    Optional<Group> found = PrintedText.group(actual, 0);
    if (wanted.isEmpty() || found.isEmpty() || !same(wanted.get().before(), found.get().before())) {
      return Optional.empty();
    }
    List<SpelledPair> pairs = new ArrayList<>();
    boolean alike =
        elements(wanted.get().inside(), found.get().inside(), pairs)
            && where(wanted.get().after(), found.get().after(), pairs);
    return alike ? Optional.of(pairs) : Optional.empty();
  }

  /** {@code expression WITH operator, …}. */
  private boolean elements(String expected, String actual, List<SpelledPair> pairs) {
    List<String> wanted = PrintedText.split(expected, ", ");
    List<String> found = PrintedText.split(actual, ", ");
    boolean alike = wanted.size() == found.size();
    for (int index = 0; alike && index < wanted.size(); index++) {
      List<String> left = PrintedText.split(wanted.get(index), " WITH ");
      List<String> right = PrintedText.split(found.get(index), " WITH ");
      alike = left.size() == 2 && right.size() == 2 && same(left.get(1), right.get(1));
      if (alike && !same(left.get(0), right.get(0))) {
        pairs.add(new SpelledPair(ofRow(left.get(0)), ofRow(right.get(0))));
      }
    }
    return alike;
  }

  private boolean where(String expected, String actual, List<SpelledPair> pairs) {
    if (same(expected, actual)) {
      return true;
    }
    Optional<List<SpelledPair>> predicate =
        framed(
            expected,
            actual,
            text -> PrintedText.group(text, PrintedText.find(text, " WHERE (")),
            condition -> ofRow(condition.inside()));
    predicate.ifPresent(pairs::addAll);
    return predicate.isPresent();
  }

  /** Keys of an index that are alike in all but the spelling of their expressions. */
  private Optional<List<SpelledPair>> keys(JsonNode expected, JsonNode actual) {
    if (expected == null || actual == null || expected.size() != actual.size()) {
      return Optional.empty();
    }
    List<SpelledPair> pairs = new ArrayList<>();
    for (int index = 0; index < expected.size(); index++) {
      JsonNode wanted = expected.get(index);
      JsonNode found = actual.get(index);
      if (!wanted.equals(found)) {
        if (!wanted.path("expression").isTextual()
            || !found.path("expression").isTextual()
            || !without(wanted).equals(without(found))) {
          return Optional.empty();
        }
        pairs.add(
            new SpelledPair(
                ofRow(wanted.get("expression").textValue()),
                ofRow(found.get("expression").textValue())));
      }
    }
    return Optional.of(pairs);
  }

  private static JsonNode without(JsonNode key) {
    ObjectNode copy = key.deepCopy();
    copy.remove("expression");
    return copy;
  }

  private Optional<List<SpelledPair>> domain(
      String attribute, String last, String expected, String actual) {
    if (attribute.equals("default")) {
      return one(constant(expected), constant(actual));
    }
    return attribute.startsWith("checks.") && last.equals("definition")
        ? framed(expected, actual, text -> PrintedText.group(text, 0), it -> ofValue(it.inside()))
        : Optional.empty();
  }

  private static Optional<List<SpelledPair>> published(
      String attribute, String expected, String actual) {
    String table = attribute.substring("tables.".length(), attribute.lastIndexOf('.'));
    return one(
        new Query("SELECT (%s) AS e FROM %s".formatted(expected, table)),
        new Query("SELECT (%s) AS e FROM %s".formatted(actual, table)));
  }

  private static Optional<Group> statistics(String text) {
    int on = PrintedText.find(text, " ON ");
    int from = text.lastIndexOf(" FROM ");
    return on < 0 || from < on
        ? Optional.empty()
        : Optional.of(
            new Group(
                text.substring(0, on),
                text.substring(on + " ON ".length(), from),
                text.substring(from)));
  }

  private interface Taking {
    Optional<Group> from(String text);
  }

  private interface Asking {
    Spelled of(Group expression);
  }

  private static Optional<List<SpelledPair>> framed(
      String expected, String actual, Taking taking, Asking asking) {
    Optional<Group> wanted = taking.from(expected);
    Optional<Group> found = taking.from(actual);
    return wanted.isPresent()
            && found.isPresent()
            && same(wanted.get().frame(), found.get().frame())
        ? one(asking.of(wanted.get()), asking.of(found.get()))
        : Optional.empty();
  }

  private static boolean same(String expected, String actual) {
    return expected.equals(actual);
  }

  private static Optional<List<SpelledPair>> one(Spelled expected, Spelled actual) {
    return Optional.of(List.of(new SpelledPair(expected, actual)));
  }

  private static Spelled constant(String expression) {
    return new Query("SELECT (%s) AS e".formatted(expression));
  }

  private Spelled ofRow(String expression) {
    return new Query("SELECT (%s) AS e FROM %s".formatted(expression, relation));
  }

  private static Spelled list(String expressions, String from) {
    return new Query("SELECT ROW(%s) IS NULL AS e%s".formatted(expressions, from));
  }

  private Spelled ofOldAndNew(String expression) {
    return new Query(
        "SELECT (%s) AS e FROM %2$s AS old, %2$s AS new".formatted(expression, relation));
  }

  private Spelled ofValue(String expression) {
    return new Query(
        "SELECT (%s) AS e FROM (SELECT NULL::%s AS value) AS domain"
            .formatted(expression, relation));
  }

  private static Spelled query(String definition) {
    return new Query(definition.strip().replaceFirst(";$", ""));
  }

  private static Spelled rule(String definition, String relation) {
    return new Rewrite(
        relation,
        RULED
            .matcher(definition)
            .replaceFirst("$1" + Rewrite.VIEW)
            .replaceFirst("^CREATE RULE", "CREATE OR REPLACE RULE"));
  }

  /** Other bodies are strings, which PostgreSQL does not read before they run. */
  private static boolean readsBody(String definition) {
    return definition.contains("BEGIN ATOMIC")
        || definition.contains(" DEFAULT ")
        || definition.contains("\nRETURN ");
  }

  /** Its own name stays, by which a body may call its parameters. */
  private static Spelled routine(String definition) {
    return new Routine(ROUTINE.matcher(definition).replaceFirst("$1" + Routine.NAMESPACE + ".$2("));
  }
}

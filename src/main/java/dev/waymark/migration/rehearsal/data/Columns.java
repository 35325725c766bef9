package dev.waymark.migration.rehearsal.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.Sql;
import dev.waymark.migration.rehearsal.data.DataCheck.Check;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.AttributeChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the columns of a table ask of the rows that are there. */
final class Columns {
  private static final String COLUMNS = "columns.";
  private static final Pattern LENGTH =
      Pattern.compile("(?:character varying|character)\\((\\d+)\\)");

  /** Of which PostgreSQL cuts off what is too long when a cast is written, and else refuses it. */
  private static final Pattern CUT =
      Pattern.compile("(?:text|(?:character|bit)(?: varying)?(?:\\(\\d+\\))?)(?:\\[\\])*");

  private final LiveTables tables;
  private final Domains domains;
  private final Conversions conversions;

  Columns(LiveTables tables, Domains domains, Conversions conversions) {
    this.tables = tables;
    this.domains = domains;
    this.conversions = conversions;
  }

  /** What a column that is new, or another one, asks. */
  List<DataQuestion> of(
      ObjectChange change,
      String namespace,
      String table,
      ObjectNode described,
      AttributeChange attribute) {
    if (!attribute.attribute().startsWith(COLUMNS) || isWhole(attribute.before())) {
      return List.of();
    }
    String path = attribute.attribute().substring(COLUMNS.length());
    JsonNode column = MissingNode.getInstance();
    for (JsonNode each : described.path("columns")) {
      String name = each.path("name").asText();
      boolean meant = path.equals(name) || path.startsWith(name + ".");
      if (meant && name.length() > column.path("name").asText().length()) {
        column = each;
      }
    }
    String name = column.path("name").asText();
    return tables
        .all(namespace, table, name + " " + column.path("generationExpression").asText())
        .map(
            rows ->
                isWhole(attribute.after())
                    ? added(change, namespace, table, rows, attribute)
                    : altered(change, namespace + "." + table, rows, attribute, path, name))
        .orElse(List.of());
  }

  private List<DataQuestion> added(
      ObjectChange change,
      String namespace,
      String relation,
      LiveTables.Rows rows,
      AttributeChange attribute) {
    String table = namespace + "." + relation;
    JsonNode column = attribute.after();
    String name = column.path("name").asText();
    String object = change.object() + "." + name;
    Optional<ObjectNode> domain = Domains.id(column.path("type").asText()).flatMap(tables::after);
    boolean requiredByDomain =
        domain.isPresent()
            && !domain.get().path("nullable").asBoolean(true)
            && !domain.get().hasNonNull("default")
            && !column.hasNonNull("default")
            && !column.hasNonNull("generated");
    boolean defaultCameLater =
        column.hasNonNull("default")
            && !column.path("nullable").asBoolean(true)
            && tables.isNotGiven(namespace, relation, name);
    boolean required = attribute.addsRequiredColumn() || requiredByDomain || defaultCameLater;
    if (required && !tables.isGiven(namespace, relation, name)) {
      return List.of(
          new DataQuestion(
              Check.ROWS,
              object,
              table,
              "SELECT pg_catalog.count(*), NULL FROM (SELECT FROM %s LIMIT 1) AS one"
                  .formatted(rows.alone())));
    }
    boolean stored = column.path("generated").asText().equals("stored");
    List<DataQuestion> questions = new ArrayList<>();
    boolean judged = Domains.id(column.path("type").asText()).flatMap(tables::before).isPresent();
    if (stored || judged) {
      questions.add(expression(object, table, rows, name));
    }
    if (column.hasNonNull("generated") && !column.path("nullable").asBoolean(true)) {
      questions.add(nulls(object, table, rows, name));
    }
    return questions;
  }

  private List<DataQuestion> altered(
      ObjectChange change,
      String table,
      LiveTables.Rows rows,
      AttributeChange attribute,
      String path,
      String name) {
    String object = change.object() + "." + name;
    String what = path.substring(Math.min(path.length(), name.length() + 1));
    JsonNode after = attribute.after();
    return switch (what) {
      case "nullable" ->
          after != null && !after.asBoolean(true) && isValidNow(change, name)
              ? List.of(nulls(object, table, rows, name))
              : List.of();
      case "notNull", "notNull.validated" ->
          isInvalid(attribute.before()) && !isInvalid(after)
              ? List.of(nulls(object, table, rows, name))
              : List.of();
      case "generationExpression" -> List.of(expression(object, table, rows, name));
      case "type" ->
          List.of(cast(object, table, rows, name, attribute.before().asText(), after.asText()));
      default -> List.of();
    };
  }

  private DataQuestion cast(
      String object, String table, LiveTables.Rows rows, String name, String before, String type) {
    String value = conversions.of(name, Sql.identifier(name));
    var cast = new DataQuestion(Check.CASTS, object, table, cast(rows, value, before, type));
    DataQuestion question = value.startsWith("(") ? cast.inWordsOfScript() : cast;
    return conversions.isHidden(name)
        ? question.because("The script says itself what becomes of the values.")
        : question;
  }

  /** PostgreSQL 18 may be told to leave the rows that are there as they are. */
  private static boolean isValidNow(ObjectChange change, String column) {
    return change.attributes().stream()
        .filter(it -> it.attribute().startsWith(COLUMNS + column + ".notNull"))
        .noneMatch(it -> isInvalid(it.after()));
  }

  private static boolean isInvalid(JsonNode notNull) {
    return notNull != null
        && (notNull.isBoolean() && !notNull.asBoolean()
            || notNull.path("validated").isBoolean() && !notNull.path("validated").asBoolean());
  }

  private static DataQuestion nulls(
      String object, String table, LiveTables.Rows rows, String column) {
    return new DataQuestion(
        Check.NULLS,
        object,
        table,
        // A row without any value is one.
        "SELECT pg_catalog.count(*), NULL FROM %s WHERE %s IS NOT DISTINCT FROM NULL"
            .formatted(rows.alone(), Sql.identifier(column)));
  }

  private static DataQuestion expression(
      String object, String table, LiveTables.Rows rows, String column) {
    return new DataQuestion(
        Check.EXPRESSIONS,
        object,
        table,
        "SELECT 0 * pg_catalog.count(%s), NULL FROM %s"
            .formatted(Sql.identifier(column), rows.alone()));
  }

  /** Whether the column itself came or went, whatever its name ends with. */
  private static boolean isWhole(JsonNode value) {
    return value != null && value.isObject();
  }

  /** A cast that is written cuts what an assignment refuses, unless only spaces are cut off. */
  private String cast(LiveTables.Rows rows, String column, String before, String type) {
    Optional<String> domain = domains.cast(rows, column, type);
    if (domain.isPresent()) {
      return domain.get();
    }
    String table = rows.alone();
    Matcher length = LENGTH.matcher(type);
    if (length.matches()) {
      return "SELECT pg_catalog.count(*), pg_catalog.min(%2$s::text) FROM %1$s WHERE pg_catalog.rtrim(pg_catalog.substr(%2$s::text, %3$s + 1)) <> ''"
          .formatted(table, column, length.group(1));
    }
    return CUT.matcher(before).matches()
        ? "SELECT pg_catalog.count(*), pg_catalog.min(%2$s::text) FROM %1$s WHERE pg_catalog.rtrim(%2$s::%3$s::text) <> pg_catalog.rtrim(%2$s::text)"
            .formatted(table, column, type)
        : "SELECT 0 * pg_catalog.count(%s::%s), NULL FROM %s".formatted(column, type, table);
  }
}

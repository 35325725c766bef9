package dev.waymark.migration.rehearsal.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.database.Sql;
import dev.waymark.migration.rehearsal.data.DataCheck.Check;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.Index;
import dev.waymark.schema.IndexKey;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.SchemaJson;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.AttributeChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Derives, from what a migration was seen to change, what it needs of the rows that are there. */
final class DataQuestions {
  private static final Pattern COLUMN = Pattern.compile("columns\\.(.+?)(\\.(type|nullable))?");
  private static final Pattern LENGTH =
      Pattern.compile("(?:character varying|character)\\((\\d+)\\)");
  private static final Pattern CHECK =
      Pattern.compile("CHECK \\((.*)\\)(?: NO INHERIT)?(?: NOT VALID)?", Pattern.DOTALL);

  private DataQuestions() {}

  /**
   * What it needs of tables that are in the live database.
   *
   * @param changes what it changed of them
   * @param after the schema afterwards, by what stands for an object in a change: {@code table
   *     public.users}
   */
  static List<DataQuestion> of(Collection<ObjectChange> changes, Map<String, ObjectTree> after) {
    List<DataQuestion> questions = new ArrayList<>();
    for (ObjectChange change : changes) {
      ObjectTree tree = after.get(change.kind() + " " + change.object());
      if (tree == null) {
        continue;
      }
      switch (change.kind()) {
        case "constraint" -> {
          if (change.change() == Change.ADDED || isNowValid(change)) {
            // What is left out of a tree is as it usually is.
            boolean checked =
                tree.node().path("validated").asBoolean(true)
                    && tree.node().path("enforced").asBoolean(true);
            if (checked) {
              constraint(change, read(Kind.CONSTRAINT, tree, Constraint.class))
                  .ifPresent(questions::add);
            }
          }
        }
        case "index" -> {
          Index index = read(Kind.INDEX, tree, Index.class);
          if (change.change() == Change.ADDED && index.unique()) {
            questions.add(unique(change, index));
          }
        }
        case "table" -> {
          String table = name(tree.node().path("namespace"), tree.node().path("name"));
          change.attributes().forEach(it -> column(change, table, it).ifPresent(questions::add));
        }
        default -> {
          // Nothing of rows.
        }
      }
    }
    return questions;
  }

  private static boolean isNowValid(ObjectChange change) {
    return change.attributes().stream()
        .anyMatch(it -> it.attribute().equals("validated") && it.before() != null);
  }

  private static <T> T read(Kind kind, ObjectTree tree, Class<T> type) {
    try {
      return type.cast(SchemaJson.object(kind, tree.node()));
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("What was just read cannot be read back", exception);
    }
  }

  private static Optional<DataQuestion> constraint(ObjectChange change, Constraint constraint) {
    if (constraint.withoutOverlaps()) {
      return Optional.empty();
    }
    String table = name(constraint.namespace(), constraint.table());
    return switch (constraint.type()) {
      case "primary key", "unique" ->
          Optional.of(
              new DataQuestion(
                  Check.DUPLICATES,
                  change.object(),
                  shown(table),
                  duplicates(
                      table,
                      constraint.columns().stream().map(Sql::identifier).toList(),
                      null,
                      constraint.nullsNotDistinct() || constraint.type().equals("primary key"))));
      case "foreign key" ->
          Optional.of(
              new DataQuestion(Check.ORPHANS, change.object(), shown(table), orphans(constraint)));
      case "check" -> check(change, constraint, table);
      default -> Optional.empty();
    };
  }

  private static Optional<DataQuestion> check(
      ObjectChange change, Constraint constraint, String table) {
    Matcher matcher = CHECK.matcher(constraint.definition());
    return matcher.matches()
        ? Optional.of(
            new DataQuestion(
                Check.VIOLATIONS,
                change.object(),
                shown(table),
                "SELECT pg_catalog.count(*), pg_catalog.min((row_here.*)::text) FROM %s AS row_here"
                        .formatted(table)
                    + " WHERE NOT ("
                    + matcher.group(1)
                    + ")"))
        : Optional.empty();
  }

  private static String orphans(Constraint key) {
    List<String> columns = key.columns().stream().map(Sql::identifier).toList();
    List<String> there = key.referencedColumns().stream().map(Sql::identifier).toList();
    List<String> equal = new ArrayList<>();
    for (int index = 0; index < columns.size(); index++) {
      equal.add("parent." + there.get(index) + " = child." + columns.get(index));
    }
    return "SELECT pg_catalog.count(*), pg_catalog.min(ROW(%s)::text) FROM %s AS child"
            .formatted(prefixed(columns), name(key.namespace(), key.table()))
        + " WHERE "
        + columns.stream()
            .map(it -> "child." + it + " IS NOT NULL")
            .collect(Collectors.joining(" AND "))
        + " AND NOT EXISTS (SELECT FROM %s AS parent WHERE %s)"
            .formatted(key.referencedTable(), String.join(" AND ", equal));
  }

  private static String prefixed(List<String> columns) {
    return columns.stream().map(it -> "child." + it).collect(Collectors.joining(", "));
  }

  private static DataQuestion unique(ObjectChange change, Index index) {
    String table = name(index.namespace(), index.table());
    List<String> keys = index.keys().stream().map(DataQuestions::key).toList();
    return new DataQuestion(
        Check.DUPLICATES,
        change.object(),
        shown(table),
        duplicates(table, keys, index.predicate(), index.nullsNotDistinct()));
  }

  private static String key(IndexKey key) {
    return key.column() == null ? "(" + key.expression() + ")" : Sql.identifier(key.column());
  }

  private static String duplicates(
      String table, List<String> keys, String predicate, boolean nullsAlike) {
    List<String> conditions = new ArrayList<>();
    if (predicate != null) {
      conditions.add("(" + predicate + ")");
    }
    if (!nullsAlike) {
      keys.forEach(it -> conditions.add(it + " IS NOT NULL"));
    }
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    String all = String.join(", ", keys);
    return "SELECT pg_catalog.count(*), pg_catalog.min(one.example) FROM (SELECT ROW(%s)::text AS example FROM %s%s GROUP BY %s HAVING pg_catalog.count(*) > 1) AS one"
        .formatted(all, table, where, all);
  }

  private static Optional<DataQuestion> column(
      ObjectChange change, String table, AttributeChange attribute) {
    Matcher matcher = COLUMN.matcher(attribute.attribute());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String object = change.object() + "." + matcher.group(1);
    String column = Sql.identifier(matcher.group(1));
    if ("nullable".equals(matcher.group(3))) {
      return attribute.after() != null && !attribute.after().asBoolean(true)
          ? Optional.of(
              new DataQuestion(
                  Check.NULLS,
                  object,
                  shown(table),
                  "SELECT pg_catalog.count(*), NULL FROM %s WHERE %s IS NULL"
                      .formatted(table, column)))
          : Optional.empty();
    }
    if ("type".equals(matcher.group(3))) {
      return Optional.of(
          new DataQuestion(
              Check.CASTS, object, shown(table), cast(table, column, attribute.after().asText())));
    }
    return attribute.before() == null && isRequired(attribute.after())
        ? Optional.of(
            new DataQuestion(
                Check.ROWS,
                object,
                shown(table),
                "SELECT pg_catalog.count(*), NULL FROM (SELECT FROM %s LIMIT 1) AS one"
                    .formatted(table)))
        : Optional.empty();
  }

  private static boolean isRequired(JsonNode column) {
    return column != null
        && column.has("nullable")
        && !column.path("nullable").asBoolean(true)
        && !column.hasNonNull("default")
        && !column.hasNonNull("identity")
        && !column.hasNonNull("generated");
  }

  /** A cast that is written cuts what an assignment refuses. */
  private static String cast(String table, String column, String type) {
    Matcher length = LENGTH.matcher(type);
    return length.matches()
        ? "SELECT pg_catalog.count(*), pg_catalog.min(%2$s::text) FROM %1$s WHERE pg_catalog.length(%2$s::text) > %3$s"
            .formatted(table, column, length.group(1))
        : "SELECT 0 * pg_catalog.count(%s::%s), NULL FROM %s".formatted(column, type, table);
  }

  /** As a person writes it. */
  private static String shown(String table) {
    return table.replace("\"", "");
  }

  private static String name(JsonNode namespace, JsonNode name) {
    return name(namespace.asText(), name.asText());
  }

  private static String name(String namespace, String name) {
    return Sql.identifier(namespace) + "." + Sql.identifier(name);
  }
}

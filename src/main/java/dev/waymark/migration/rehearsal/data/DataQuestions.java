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

  /** Of which PostgreSQL cuts off what is too long when a cast is written, and else refuses it. */
  private static final Pattern CUT =
      Pattern.compile("(?:text|(?:character|bit)(?: varying)?(?:\\(\\d+\\))?)(?:\\[\\])*");

  private static final Pattern OF_PERIODS = Pattern.compile("FOREIGN KEY \\(.*, PERIOD .*");

  private final LiveTables tables;

  private DataQuestions(LiveTables tables) {
    this.tables = tables;
  }

  /**
   * What it needs of tables that are in the live database.
   *
   * @param tables how what it changed is called there
   * @param changes what it changed of them
   * @param after the schema afterwards, by what stands for an object in a change: {@code table
   *     public.users}
   */
  static List<DataQuestion> of(
      Collection<ObjectChange> changes, Map<String, ObjectTree> after, LiveTables tables) {
    return new DataQuestions(tables).of(changes, after);
  }

  private List<DataQuestion> of(Collection<ObjectChange> changes, Map<String, ObjectTree> after) {
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
            unique(change, index).ifPresent(questions::add);
          }
        }
        case "table" -> {
          String namespace = tree.node().path("namespace").asText();
          String name = tree.node().path("name").asText();
          tables
              .all(namespace, name)
              .ifPresent(
                  rows ->
                      change
                          .attributes()
                          .forEach(
                              it ->
                                  column(change, name(namespace, name), rows, it)
                                      .ifPresent(questions::add)));
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

  private Optional<DataQuestion> constraint(ObjectChange change, Constraint constraint) {
    if (constraint.withoutOverlaps() || OF_PERIODS.matcher(constraint.definition()).matches()) {
      return Optional.empty();
    }
    String table = name(constraint.namespace(), constraint.table());
    return switch (constraint.type()) {
      case "primary key", "unique" ->
          tables
              .own(constraint.namespace(), constraint.table())
              .map(
                  rows ->
                      new DataQuestion(
                          Check.DUPLICATES,
                          change.object(),
                          shown(table),
                          duplicates(
                              rows,
                              constraint.columns().stream().map(Sql::identifier).toList(),
                              null,
                              constraint.nullsNotDistinct()
                                  || constraint.type().equals("primary key"))));
      case "foreign key" ->
          orphans(constraint)
              .map(sql -> new DataQuestion(Check.ORPHANS, change.object(), shown(table), sql));
      case "check" -> check(change, constraint, table);
      default -> Optional.empty();
    };
  }

  private Optional<DataQuestion> check(ObjectChange change, Constraint constraint, String table) {
    Matcher matcher = CHECK.matcher(constraint.definition());
    Optional<LiveTables.Rows> live =
        constraint.noInherit()
            ? tables.own(constraint.namespace(), constraint.table())
            : tables.all(constraint.namespace(), constraint.table());
    return live.filter(any -> matcher.matches())
        .map(
            rows ->
                new DataQuestion(
                    Check.VIOLATIONS,
                    change.object(),
                    shown(table),
                    "SELECT pg_catalog.count(*), pg_catalog.min((row_here.*)::text) FROM %s"
                            .formatted(rows.as("row_here"))
                        + " WHERE NOT ("
                        + matcher.group(1)
                        + ")"));
  }

  private Optional<String> orphans(Constraint key) {
    List<String> columns = key.columns().stream().map(Sql::identifier).toList();
    List<String> there = key.referencedColumns().stream().map(Sql::identifier).toList();
    List<String> equal = new ArrayList<>();
    for (int index = 0; index < columns.size(); index++) {
      equal.add("parent." + there.get(index) + " = child." + columns.get(index));
    }
    String given =
        columns.stream()
            .map(it -> "child." + it + " IS NOT NULL")
            // One that must match in full must not be there in part.
            .collect(Collectors.joining("full".equals(key.match()) ? " OR " : " AND "));
    return tables
        .own(key.namespace(), key.table())
        .flatMap(
            child ->
                tables
                    .own(key.referencedTable())
                    .map(
                        parent ->
                            "SELECT pg_catalog.count(*), pg_catalog.min(ROW(%s)::text) FROM %s"
                                    .formatted(prefixed(columns), child.as("child"))
                                + " WHERE ("
                                + given
                                + ") AND NOT EXISTS (SELECT FROM %s WHERE %s)"
                                    .formatted(parent.as("parent"), String.join(" AND ", equal))));
  }

  private static String prefixed(List<String> columns) {
    return columns.stream().map(it -> "child." + it).collect(Collectors.joining(", "));
  }

  private Optional<DataQuestion> unique(ObjectChange change, Index index) {
    List<String> keys = index.keys().stream().map(DataQuestions::key).toList();
    return tables
        .own(index.namespace(), index.table())
        .map(
            rows ->
                new DataQuestion(
                    Check.DUPLICATES,
                    change.object(),
                    shown(name(index.namespace(), index.table())),
                    duplicates(rows, keys, index.predicate(), index.nullsNotDistinct())));
  }

  private static String key(IndexKey key) {
    return key.column() == null ? "(" + key.expression() + ")" : Sql.identifier(key.column());
  }

  private static String duplicates(
      LiveTables.Rows rows, List<String> keys, String predicate, boolean nullsAlike) {
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
        .formatted(all, rows.alone(), where, all);
  }

  private static Optional<DataQuestion> column(
      ObjectChange change, String table, LiveTables.Rows rows, AttributeChange attribute) {
    Matcher matcher = COLUMN.matcher(attribute.attribute());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    if (isWhole(attribute.before()) || isWhole(attribute.after())) {
      return attribute.addsRequiredColumn()
          ? Optional.of(
              new DataQuestion(
                  Check.ROWS,
                  change.object() + "." + attribute.after().path("name").asText(),
                  shown(table),
                  "SELECT pg_catalog.count(*), NULL FROM (SELECT FROM %s LIMIT 1) AS one"
                      .formatted(rows.alone())))
          : Optional.empty();
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
                      .formatted(rows.alone(), column)))
          : Optional.empty();
    }
    return "type".equals(matcher.group(3))
        ? Optional.of(
            new DataQuestion(
                Check.CASTS,
                object,
                shown(table),
                cast(
                    rows.alone(), column, attribute.before().asText(), attribute.after().asText())))
        : Optional.empty();
  }

  /** Whether the column itself came or went, whatever its name ends with. */
  private static boolean isWhole(JsonNode value) {
    return value != null && value.isObject();
  }

  /** A cast that is written cuts what an assignment refuses, unless only spaces are cut off. */
  private static String cast(String table, String column, String before, String type) {
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

  /** As a person writes it. */
  private static String shown(String table) {
    return table.replace("\"", "");
  }

  private static String name(String namespace, String name) {
    return Sql.identifier(namespace) + "." + Sql.identifier(name);
  }
}

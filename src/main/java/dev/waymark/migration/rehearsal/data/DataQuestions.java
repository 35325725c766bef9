package dev.waymark.migration.rehearsal.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.Sql;
import dev.waymark.migration.rehearsal.data.DataCheck.Check;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Index;
import dev.waymark.schema.IndexKey;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.SchemaJson;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.AttributeChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Derives, from what a migration was seen to change, what it needs of the rows that are there. */
public final class DataQuestions {
  private static final String COLUMNS = "columns.";
  private static final Pattern LENGTH =
      Pattern.compile("(?:character varying|character)\\((\\d+)\\)");
  private static final Pattern CHECK =
      Pattern.compile("CHECK \\((.*)\\)(?: NO INHERIT)?(?: NOT VALID)?", Pattern.DOTALL);

  /** Of which PostgreSQL cuts off what is too long when a cast is written, and else refuses it. */
  private static final Pattern CUT =
      Pattern.compile("(?:text|(?:character|bit)(?: varying)?(?:\\(\\d+\\))?)(?:\\[\\])*");

  private static final Pattern OF_PERIODS = Pattern.compile("FOREIGN KEY \\(.*, PERIOD .*");

  private final LiveTables tables;
  private final Domains domains;
  private final Partitions partitions;
  private final Exclusions exclusions;
  private final Conversions conversions;

  private DataQuestions(LiveTables tables, Connection copy, Conversions conversions) {
    this.tables = tables;
    this.conversions = conversions;
    this.domains = new Domains(tables);
    this.partitions = new Partitions(tables, copy);
    this.exclusions = new Exclusions(tables, copy);
  }

  /**
   * What a script needs of tables that are in the live database.
   *
   * @param changes what it changed
   * @param first the copy before the first script, which has the names of the live database
   * @param after the copy after it
   * @param copy a connection to it
   * @param conversions how it makes the values of columns others
   * @throws SQLException if the copy cannot be asked
   */
  public static List<DataQuestion> of(
      Collection<ObjectChange> changes,
      IdentifiedSchema first,
      IdentifiedSchema after,
      Connection copy,
      Conversions conversions)
      throws SQLException {
    if (changes.isEmpty()) {
      return List.of();
    }
    var questions = new DataQuestions(new LiveTables(first, after), copy, conversions);
    Map<String, ObjectTree> trees = new HashMap<>();
    after.objects().forEach((id, tree) -> trees.put(id.toString(), tree));
    return questions.of(changes, trees, changed(changes, trees));
  }

  /** What of a table is asked with the rows of its partitions, which need not be asked then. */
  private static Set<String> changed(
      Collection<ObjectChange> changes, Map<String, ObjectTree> trees) {
    Set<String> changed = new HashSet<>();
    for (ObjectChange change : changes) {
      change.attributes().forEach(it -> changed.add(change.object() + " " + it.attribute()));
      ObjectTree tree = trees.get(change.kind() + " " + change.object());
      if (tree != null && change.kind().equals("index")) {
        ObjectNode index = tree.node();
        changed.add("index " + dotted(index.path("namespace"), index.path("name")));
      } else if (tree != null && change.kind().equals("constraint")) {
        ObjectNode constraint = tree.node();
        changed.add(
            constraint.path("type").asText()
                + " "
                + dotted(constraint.path("namespace"), constraint.path("table")));
      }
    }
    return changed;
  }

  private static String dotted(JsonNode namespace, JsonNode name) {
    return namespace.asText() + "." + name.asText();
  }

  private static String unquoted(String printed) {
    return String.join(".", Identifiers.parts(printed));
  }

  private List<DataQuestion> of(
      Collection<ObjectChange> changes, Map<String, ObjectTree> after, Set<String> changed)
      throws SQLException {
    List<DataQuestion> questions = new ArrayList<>();
    for (ObjectChange change : changes) {
      ObjectTree tree = after.get(change.kind() + " " + change.object());
      if (tree == null) {
        continue;
      }
      switch (change.kind()) {
        case "constraint" -> {
          if (change.change() == Change.ADDED || isNowChecked(change)) {
            // What is left out of a tree is as it usually is.
            boolean checked =
                tree.node().path("validated").asBoolean(true)
                    && tree.node().path("enforced").asBoolean(true);
            Constraint constraint = read(Kind.CONSTRAINT, tree, Constraint.class);
            if (checked && !isAskedOfParent(constraint, after, changed)) {
              constraint(change, constraint).ifPresent(questions::add);
            }
          }
        }
        case "index" -> {
          Index index = read(Kind.INDEX, tree, Index.class);
          boolean asked =
              index.partitionOf() != null
                  && changed.contains("index " + unquoted(index.partitionOf()));
          if (change.change() == Change.ADDED && !asked) {
            (index.unique() ? unique(change, index) : expressions(change, index))
                .ifPresent(questions::add);
          }
        }
        case "domain" -> questions.addAll(domains.of(change, tree.node()));
        case "table" -> table(change, tree.node(), changed, questions);
        default -> {
          // Nothing of rows.
        }
      }
    }
    return questions;
  }

  private void table(
      ObjectChange change, ObjectNode table, Set<String> changed, List<DataQuestion> questions)
      throws SQLException {
    String namespace = table.path("namespace").asText();
    String name = table.path("name").asText();
    List<String> parents = parents(change.object(), table, changed);
    for (AttributeChange attribute : change.attributes()) {
      // The rows of a partition are read with those of its table.
      if (parents.stream().noneMatch(it -> changed.contains(it + " " + attribute.attribute()))) {
        column(change, namespace, name, table, attribute).forEach(questions::add);
      }
    }
    questions.addAll(partitions.of(change, table));
  }

  private static boolean isAskedOfParent(
      Constraint constraint, Map<String, ObjectTree> after, Set<String> changed) {
    String table = constraint.namespace() + "." + constraint.table();
    ObjectTree tree = after.get("table " + table);
    return constraint.inherited()
        && tree != null
        && parents(table, tree.node(), changed).stream()
            .anyMatch(it -> changed.contains(constraint.type() + " " + it));
  }

  /** The tables whose rows in the live database are also those of this one. */
  private static List<String> parents(String object, ObjectNode table, Set<String> changed) {
    if (changed.contains(object + " partitionOf") || changed.contains(object + " inherits")) {
      return List.of();
    }
    List<String> parents = new ArrayList<>();
    if (table.hasNonNull("partitionOf")) {
      parents.add(unquoted(table.path("partitionOf").asText()));
    }
    table.path("inherits").forEach(it -> parents.add(unquoted(it.asText())));
    return parents;
  }

  private static boolean isNowChecked(ObjectChange change) {
    return change.attributes().stream()
        .anyMatch(
            it ->
                (it.attribute().equals("validated") || it.attribute().equals("enforced"))
                    && it.before() != null);
  }

  private static <T> T read(Kind kind, ObjectTree tree, Class<T> type) {
    try {
      return type.cast(SchemaJson.object(kind, tree.node()));
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("What was just read cannot be read back", exception);
    }
  }

  private Optional<DataQuestion> constraint(ObjectChange change, Constraint constraint)
      throws SQLException {
    boolean references = constraint.type().equals("foreign key");
    if (constraint.type().equals("exclusion") || constraint.withoutOverlaps() && !references) {
      return exclusions.of(change, constraint);
    }
    String table = name(constraint.namespace(), constraint.table());
    return switch (constraint.type()) {
      case "primary key", "unique" ->
          tables
              .own(
                  constraint.namespace(),
                  constraint.table(),
                  String.join(" ", constraint.columns()))
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
    String needed = constraint.definition();
    Optional<LiveTables.Rows> live =
        constraint.noInherit()
            ? tables.own(constraint.namespace(), constraint.table(), needed)
            : tables.all(constraint.namespace(), constraint.table(), needed);
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
    boolean ofPeriods = OF_PERIODS.matcher(key.definition()).matches();
    int plain = ofPeriods ? columns.size() - 1 : columns.size();
    List<String> equal = new ArrayList<>();
    for (int index = 0; index < plain; index++) {
      equal.add("parent." + there.get(index) + " = child." + columns.get(index));
    }
    String given =
        columns.stream()
            .map(it -> "child." + it + " IS NOT NULL")
            // One that must match in full must not be there in part.
            .collect(Collectors.joining("full".equals(key.match()) ? " OR " : " AND "));
    return tables
        .own(key.namespace(), key.table(), String.join(" ", key.columns()))
        .flatMap(
            child ->
                tables
                    .own(key.referencedTable(), String.join(" ", key.referencedColumns()))
                    .map(
                        parent ->
                            "SELECT pg_catalog.count(*), pg_catalog.min(ROW(%s)::text) FROM %s"
                                    .formatted(prefixed(columns), child.as("child"))
                                + " WHERE ("
                                + given
                                + ") AND NOT EXISTS ("
                                + (ofPeriods
                                    ? covered(parent, equal, there.get(plain), columns.get(plain))
                                    : "SELECT FROM %s WHERE %s"
                                        .formatted(
                                            parent.as("parent"), String.join(" AND ", equal)))
                                + ")"));
  }

  /** As PostgreSQL itself asks: one period may be covered by several together. */
  private static String covered(
      LiveTables.Rows parent, List<String> equal, String there, String period) {
    List<String> conditions = new ArrayList<>(equal);
    conditions.add("parent.%s && child.%s".formatted(there, period));
    return "SELECT FROM %s WHERE %s HAVING child.%s <@ pg_catalog.range_agg(parent.%s)"
        .formatted(parent.as("parent"), String.join(" AND ", conditions), period, there);
  }

  private static String prefixed(List<String> columns) {
    return columns.stream().map(it -> "child." + it).collect(Collectors.joining(", "));
  }

  private Optional<DataQuestion> unique(ObjectChange change, Index index) {
    List<String> keys = index.keys().stream().map(DataQuestions::key).toList();
    return tables
        .own(index.namespace(), index.table(), needed(index))
        .map(
            rows ->
                new DataQuestion(
                    Check.DUPLICATES,
                    change.object(),
                    shown(name(index.namespace(), index.table())),
                    duplicates(rows, keys, index.predicate(), index.nullsNotDistinct())));
  }

  /** An expression that fails over a row fails with the index. */
  private Optional<DataQuestion> expressions(ObjectChange change, Index index) {
    String counted =
        index.keys().stream()
            .filter(it -> it.column() == null)
            .map(it -> "pg_catalog.count((%s))".formatted(it.expression()))
            .collect(Collectors.joining(" + "));
    return counted.isEmpty()
        ? Optional.empty()
        : tables
            .own(index.namespace(), index.table(), needed(index))
            .map(
                rows ->
                    new DataQuestion(
                        Check.EXPRESSIONS,
                        change.object(),
                        shown(name(index.namespace(), index.table())),
                        "SELECT 0 * (%s), NULL FROM %s%s"
                            .formatted(
                                counted,
                                rows.alone(),
                                index.predicate() == null ? "" : " WHERE " + index.predicate())));
  }

  private static String needed(Index index) {
    return index.keys() + " " + index.predicate();
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

  private List<DataQuestion> column(
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
                    ? added(change, name(namespace, table), rows, attribute)
                    : altered(change, name(namespace, table), rows, attribute, path, name))
        .orElse(List.of());
  }

  private List<DataQuestion> added(
      ObjectChange change, String table, LiveTables.Rows rows, AttributeChange attribute) {
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
    if (attribute.addsRequiredColumn() || requiredByDomain) {
      return List.of(
          new DataQuestion(
              Check.ROWS,
              object,
              shown(table),
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
    var cast = new DataQuestion(Check.CASTS, object, shown(table), cast(rows, value, before, type));
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
        shown(table),
        // A row without any value is one.
        "SELECT pg_catalog.count(*), NULL FROM %s WHERE %s IS NOT DISTINCT FROM NULL"
            .formatted(rows.alone(), Sql.identifier(column)));
  }

  private static DataQuestion expression(
      String object, String table, LiveTables.Rows rows, String column) {
    return new DataQuestion(
        Check.EXPRESSIONS,
        object,
        shown(table),
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

  /** As a person writes it. */
  private static String shown(String table) {
    return unquoted(table);
  }

  private static String name(String namespace, String name) {
    return Sql.identifier(namespace) + "." + Sql.identifier(name);
  }
}

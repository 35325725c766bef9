package dev.waymark.migration.rehearsal.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.Sql;
import dev.waymark.migration.rehearsal.data.DataCheck.Check;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.comparison.ObjectChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a domain needs of the rows whose columns are of it, or of a domain over it. Where it is part
 * of another type, of an array or a row, PostgreSQL refuses the change whatever rows there are.
 */
final class Domains {
  private static final Pattern CHECK =
      Pattern.compile("CHECK \\((.*)\\)(?: NOT VALID)?", Pattern.DOTALL);

  private final LiveTables tables;

  Domains(LiveTables tables) {
    this.tables = tables;
  }

  /** The domain that a type, as PostgreSQL prints it, may be; empty if it is certainly none. */
  static Optional<ObjectId> id(String type) {
    List<String> parts = Identifiers.parts(type);
    return parts.size() == 2
        ? Optional.of(new ObjectId(Kind.DOMAIN, parts.get(0), null, parts.get(1)))
        : Optional.empty();
  }

  /** What a change of it needs. */
  List<DataQuestion> of(ObjectChange change, ObjectNode domain) {
    Set<String> changed =
        change.attributes().stream().map(it -> it.attribute()).collect(Collectors.toSet());
    List<DataQuestion> questions = new ArrayList<>();
    boolean required = changed.contains("nullable") && !domain.path("nullable").asBoolean(true);
    List<JsonNode> checks = new ArrayList<>();
    for (JsonNode check : domain.path("checks")) {
      String path = "checks." + check.path("name").asText();
      boolean now =
          changed.contains(path)
              || changed.contains(path + ".definition")
              || changed.contains(path + ".validated");
      if (now && check.path("validated").asBoolean(true)) {
        checks.add(check);
      }
    }
    if (!required && checks.isEmpty()) {
      return questions;
    }
    var columns = columns(domain);
    columns.forEach(
        (table, names) -> {
          for (JsonNode check : checks) {
            violations(change, domain, table, names, check).ifPresent(questions::add);
          }
          if (required) {
            nulls(change, table, names).ifPresent(questions::add);
          }
        });
    return questions;
  }

  /** The columns of it and of what is made of it, by their tables. */
  private TreeMap<ObjectId, List<String>> columns(ObjectNode domain) {
    var first =
        new ObjectId(
            Kind.DOMAIN, domain.path("namespace").asText(), null, domain.path("name").asText());
    Set<ObjectId> all = new HashSet<>(Set.of(first));
    var objects = tables.after().objects();
    boolean more = true;
    while (more) {
      more = false;
      for (var each : objects.entrySet()) {
        if (each.getKey().kind() == Kind.DOMAIN
            && !all.contains(each.getKey())
            && id(each.getValue().node().path("type").asText()).filter(all::contains).isPresent()) {
          more = all.add(each.getKey());
        }
      }
    }
    var columns = new TreeMap<ObjectId, List<String>>();
    for (var each : objects.entrySet()) {
      Kind kind = each.getKey().kind();
      if (kind != Kind.TABLE && kind != Kind.MATERIALIZED_VIEW) {
        continue;
      }
      ObjectNode table = each.getValue().node();
      if (table.hasNonNull("partitionOf")) {
        // Its rows are read with those of the table that it is a part of.
        continue;
      }
      for (JsonNode column : table.path("columns")) {
        if (id(column.path("type").asText()).filter(all::contains).isPresent()) {
          columns
              .computeIfAbsent(each.getKey(), any -> new ArrayList<>())
              .add(column.path("name").asText());
        }
      }
    }
    return columns;
  }

  private Optional<DataQuestion> violations(
      ObjectChange change,
      ObjectNode domain,
      ObjectId table,
      List<String> columns,
      JsonNode check) {
    Matcher condition = CHECK.matcher(check.path("definition").asText());
    if (!condition.matches()) {
      return Optional.empty();
    }
    String type = domain.path("type").asText();
    String values =
        columns.stream()
            .map(it -> "(row_here.%s::%s)".formatted(Sql.identifier(it), type))
            .collect(Collectors.joining(", "));
    return rows(table, columns)
        .map(
            rows ->
                new DataQuestion(
                    Check.VIOLATIONS,
                    change.object() + "." + check.path("name").asText(),
                    table.qualifiedName(),
                    "SELECT pg_catalog.count(*), pg_catalog.min(each.value::text) FROM %s CROSS JOIN LATERAL (VALUES %s) AS each (value) WHERE NOT (%s)"
                        .formatted(rows.as("row_here"), values, condition.group(1))));
  }

  private Optional<DataQuestion> nulls(ObjectChange change, ObjectId table, List<String> columns) {
    String absent =
        columns.stream()
            .map(it -> Sql.identifier(it) + " IS NOT DISTINCT FROM NULL")
            .collect(Collectors.joining(" OR "));
    return rows(table, columns)
        .map(
            rows ->
                new DataQuestion(
                    Check.NULLS,
                    change.object(),
                    table.qualifiedName(),
                    "SELECT pg_catalog.count(*), NULL FROM %s WHERE %s"
                        .formatted(rows.alone(), absent)));
  }

  private Optional<LiveTables.Rows> rows(ObjectId table, List<String> columns) {
    return tables.own(table.namespace(), table.name(), String.join(" ", columns));
  }

  /**
   * What a column needs that becomes one of a domain which the live database has not, or has
   * otherwise; empty if it can be asked by a cast.
   */
  Optional<String> cast(LiveTables.Rows rows, String column, String type) {
    List<String> refused = new ArrayList<>();
    String base = type;
    boolean another = false;
    for (Optional<ObjectId> next = id(type); next.isPresent(); next = id(base)) {
      Optional<ObjectNode> domain = tables.after(next.get());
      if (domain.isEmpty()) {
        break;
      }
      another |= !domain.equals(tables.before(next.get()));
      base = domain.get().path("type").asText();
      if (!domain.get().path("nullable").asBoolean(true)) {
        refused.add("each.value IS NOT DISTINCT FROM NULL");
      }
      for (JsonNode check : domain.get().path("checks")) {
        Matcher condition = CHECK.matcher(check.path("definition").asText());
        if (condition.matches()) {
          refused.add("NOT (" + condition.group(1) + ")");
        }
      }
    }
    return another && !refused.isEmpty()
        ? Optional.of(
            "SELECT pg_catalog.count(*), pg_catalog.min(each.value::text) FROM (SELECT %s::%s AS value FROM %s) AS each WHERE %s"
                .formatted(column, base, rows.alone(), String.join(" OR ", refused)))
        : Optional.empty();
  }
}

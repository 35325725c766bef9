package dev.waymark.migration.rehearsal.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Index;
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
import java.util.Set;

/** Derives, from what a migration was seen to change, what it needs of the rows that are there. */
public final class DataQuestions {
  private final Constraints constraints;
  private final Indexes indexes;
  private final Domains domains;
  private final Columns columns;
  private final Partitions partitions;

  private DataQuestions(LiveTables tables, Connection copy, Conversions conversions) {
    this.constraints = new Constraints(tables, new Exclusions(tables, copy));
    this.indexes = new Indexes(tables);
    this.domains = new Domains(tables);
    this.columns = new Columns(tables, domains, conversions);
    this.partitions = new Partitions(tables, copy);
  }

  /**
   * What a script needs of tables that are in the live database.
   *
   * @param changes what it changed
   * @param first the copy before the first script, which has the names of the live database
   * @param after the copy after it
   * @param copy a connection to it
   * @param defaults those with which columns were added
   * @param conversions how it makes the values of columns others
   * @throws SQLException if the copy cannot be asked
   */
  public static List<DataQuestion> of(
      Collection<ObjectChange> changes,
      IdentifiedSchema first,
      IdentifiedSchema after,
      Connection copy,
      FirstDefaults defaults,
      Conversions conversions)
      throws SQLException {
    if (changes.isEmpty()) {
      return List.of();
    }
    var questions =
        new DataQuestions(
            new LiveTables(first, after, GivenValues.of(copy, defaults, after.identities())),
            copy,
            conversions);
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
              constraints.of(change, constraint).ifPresent(questions::add);
            }
          }
        }
        case "index" -> {
          Index index = read(Kind.INDEX, tree, Index.class);
          boolean asked =
              index.partitionOf() != null
                  && changed.contains("index " + unquoted(index.partitionOf()));
          if (change.change() == Change.ADDED && !asked) {
            indexes.of(change, index).ifPresent(questions::add);
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
        questions.addAll(columns.of(change, namespace, name, table, attribute));
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
}

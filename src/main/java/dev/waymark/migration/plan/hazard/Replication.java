package dev.waymark.migration.plan.hazard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the publications of a database offer to others at one moment. */
final class Replication {
  /** One publication, with the names of its tables and schemas as they are stored. */
  private record Offer(
      String name, boolean all, boolean changes, Set<String> namespaces, Set<String> tables) {
    boolean has(ObjectId table) {
      return all
          || namespaces.contains(table.namespace())
          || tables.contains(table.qualifiedName());
    }
  }

  private final Map<ObjectId, ObjectTree> objects;
  private final List<Offer> offers = new ArrayList<>();
  private final Set<String> withKey = new HashSet<>();
  private final Set<String> withIndex = new HashSet<>();

  Replication(Map<ObjectId, ObjectTree> objects) {
    this.objects = objects;
    objects.forEach(
        (id, tree) -> {
          if (id.kind() == Kind.PUBLICATION) {
            offers.add(offer(id.name(), tree.node()));
          }
        });
    if (offers.isEmpty()) {
      return;
    }
    objects.forEach(
        (id, tree) -> {
          String table = id.namespace() + "." + id.table();
          if (id.kind() == Kind.CONSTRAINT
              && tree.node().path("type").asText().equals("primary key")) {
            withKey.add(table);
          } else if (id.kind() == Kind.INDEX
              && tree.node().path("replicaIdentity").asBoolean(false)) {
            withIndex.add(table);
          }
        });
  }

  private static Offer offer(String name, ObjectNode publication) {
    Set<String> operations = texts(publication.path("operations"));
    Set<String> tables = new HashSet<>();
    publication
        .path("tables")
        .forEach(it -> tables.add(String.join(".", Identifiers.parts(it.path("name").asText()))));
    return new Offer(
        name,
        publication.path("allTables").asBoolean(false),
        // What is left out of a tree is as it usually is.
        !publication.has("operations")
            || operations.contains("update")
            || operations.contains("delete"),
        texts(publication.path("namespaces")),
        tables);
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(it -> texts.add(it.asText()));
    return texts;
  }

  boolean isEmpty() {
    return offers.isEmpty();
  }

  /** Whether some tables are published, each by its name. */
  boolean namesTables() {
    return offers.stream().anyMatch(it -> !it.tables().isEmpty());
  }

  /** The publications that have the table. */
  List<String> of(ObjectId table) {
    return offers.stream().filter(it -> it.has(table)).map(Offer::name).toList();
  }

  /** Whether changes of its rows are published, and nothing says which rows they are. */
  boolean isWithoutIdentity(ObjectId table) {
    ObjectTree tree = objects.get(table);
    if (tree == null || offers.stream().noneMatch(it -> it.changes() && it.has(table))) {
      return false;
    }
    ObjectNode node = tree.node();
    if (node.hasNonNull("partitionKey") || node.hasNonNull("server")) {
      // Its partitions have the rows.
      return false;
    }
    return switch (node.path("replicaIdentity").asText("default")) {
      case "full" -> false;
      case "nothing" -> true;
      case "index" -> !withIndex.contains(table.qualifiedName());
      default -> !withKey.contains(table.qualifiedName());
    };
  }
}

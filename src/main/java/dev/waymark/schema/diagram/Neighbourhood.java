package dev.waymark.schema.diagram;

import dev.waymark.database.EditDistance;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of a diagram that is near some of its boxes. */
final class Neighbourhood {
  private final Schema schema;
  private final Diagram all;
  private final Map<String, Box> byId;

  private Neighbourhood(Schema schema, Diagram all) {
    this.schema = schema;
    this.all = all;
    this.byId = all.byId();
  }

  /**
   * The boxes asked for, what is as many foreign keys away as wanted, and the enums that any of
   * them has a column of.
   *
   * @throws UnknownTable if one of them does not exist
   */
  static Diagram of(Schema schema, Diagram all, DiagramRequest request) {
    return request.tables().isEmpty() ? all : new Neighbourhood(schema, all).around(request);
  }

  private Diagram around(DiagramRequest request) {
    Set<String> ids = new LinkedHashSet<>();
    request.tables().forEach(table -> ids.add(id(table)));
    for (int step = 0; step < request.neighbours(); step++) {
      Set<String> reached = new HashSet<>(ids);
      for (Reference reference : all.references()) {
        if (reached.contains(reference.from()) || reached.contains(reference.to())) {
          ids.add(reference.from());
          ids.add(reference.to());
        }
      }
    }
    if (request.neighbours() > 0) {
      ids.addAll(enums(ids));
    }
    return new Diagram(
        all.boxes().stream().filter(box -> ids.contains(box.id())).toList(),
        all.references().stream()
            .filter(it -> ids.contains(it.from()) && ids.contains(it.to()))
            .toList());
  }

  /** By name as PostgreSQL prints it, or as it is; a partition is the table that it is of. */
  private String id(String name) {
    List<String> parts = Identifiers.parts(name);
    if (parts.size() == 2) {
      String id = DiagramReader.root(schema, DiagramReader.qualified(parts.get(0), parts.get(1)));
      if (byId.containsKey(id)) {
        return id;
      }
    }
    return all.boxes().stream()
        .filter(box -> name.equals(box.namespace() + "." + box.name()))
        .map(Box::id)
        .findFirst()
        .orElseThrow(() -> new UnknownTable(name, nearest(name)));
  }

  private String nearest(String name) {
    return byId.isEmpty()
        ? null
        : EditDistance.nearest(name, all.boxes().stream().map(Box::id).toList());
  }

  private Set<String> enums(Set<String> ids) {
    Map<String, String> byType = new HashMap<>();
    for (Box box : all.boxes()) {
      if (box.shape() == Box.Shape.ENUM) {
        byType.put(box.id(), box.id());
        // What is in the search path, PostgreSQL prints without its namespace.
        byType.putIfAbsent(Identifiers.printed(box.name()), box.id());
      }
    }
    Set<String> enums = new LinkedHashSet<>();
    for (String id : ids) {
      for (Row row : byId.get(id).rows()) {
        String type = byType.get(row.type().replaceFirst("(\\[])+$", ""));
        if (type != null) {
          enums.add(type);
        }
      }
    }
    return enums;
  }
}

package dev.waymark.schema.catalog;

import dev.waymark.database.RoundTrip;
import dev.waymark.schema.Identities;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.StoredDefinitions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads what the objects of a database are beneath their names, or what of that may be new. */
final class CatalogIdentities {
  /** What is read of some relations only; of all other kinds everything is. */
  private static final Set<Kind> OF_RELATIONS = EnumSet.of(Kind.TABLE, Kind.INDEX, Kind.CONSTRAINT);

  /** What indexes and constraints are bound to. */
  private static final Set<Kind> OWNERS = EnumSet.of(Kind.TABLE, Kind.MATERIALIZED_VIEW);

  private final Map<ObjectId, Long> objects = new HashMap<>();
  private final Map<Long, Map<Integer, String>> columns = new HashMap<>();
  private final StoredDefinitions definitions = new StoredDefinitions();
  private final CatalogQuery query;
  private final Portion portion;

  private CatalogIdentities(Portion portion) {
    this.query = CatalogQuery.of("identities", portion);
    this.portion = portion;
  }

  /** All of them. */
  static CatalogIdentities ofAll() {
    return new CatalogIdentities(Portion.ALL);
  }

  /** Those that were known before, but for what is read again. */
  static CatalogIdentities since(Identities before, Set<Long> readAgain) {
    var identities = new CatalogIdentities(Portion.of(readAgain));
    identities.keep(before, readAgain);
    return identities;
  }

  /** Asks for them; the connection's search_path is empty by then. */
  void with(RoundTrip others) {
    query.with(others, this::read, null, portion);
  }

  private void keep(Identities before, Set<Long> readAgain) {
    Set<ObjectId> owners = new HashSet<>();
    before
        .objects()
        .forEach(
            (id, number) -> {
              if (OWNERS.contains(id.kind()) && readAgain.contains(number)) {
                owners.add(id.relation());
              }
            });
    before
        .objects()
        .forEach(
            (id, number) -> {
              if (OF_RELATIONS.contains(id.kind()) && !owners.contains(id.relation())) {
                objects.put(id, number);
                definitions.ofObject(
                    id.kind(),
                    number,
                    before.definitions().ofObject(id.kind(), number).orElse(null));
                if (id.kind() == Kind.TABLE) {
                  keepColumns(before, number);
                }
              }
            });
  }

  private void keepColumns(Identities before, long relation) {
    Map<Integer, String> names = before.columns(relation);
    if (!names.isEmpty()) {
      columns.put(relation, names);
      names
          .keySet()
          .forEach(
              number ->
                  definitions.ofColumn(
                      relation,
                      number,
                      before.definitions().ofColumn(relation, number).orElse(null)));
    }
  }

  /** What has come. */
  Identities identities() {
    return new Identities(objects, columns, definitions);
  }

  private void read(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    long object = row.getLong("object");
    Long definition = row.getObject("stored", Long.class);
    if (kind.equals(Identities.COLUMN)) {
      columns
          .computeIfAbsent(object, any -> new TreeMap<>())
          .put(row.getInt("number"), row.getString("name"));
      definitions.ofColumn(object, row.getInt("number"), definition);
    } else {
      var id =
          new ObjectId(
              Kind.valueOf(kind),
              row.getString("namespace"),
              row.getString("table"),
              row.getString("name"));
      objects.put(id, object);
      definitions.ofObject(id.kind(), object, definition);
    }
  }
}

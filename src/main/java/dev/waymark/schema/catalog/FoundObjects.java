package dev.waymark.schema.catalog;

import dev.waymark.schema.MaterializedView;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.SchemaObject;
import dev.waymark.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects that the catalogs describe and the filter admits, as they are read. */
final class FoundObjects {
  private final NamespaceFilter filter;
  private final List<SchemaObject> objects = new ArrayList<>();
  private final Map<CatalogAddress, ObjectId> addresses;
  private final Map<Long, ObjectId> relations = new HashMap<>();

  private FoundObjects(NamespaceFilter filter, Map<CatalogAddress, ObjectId> addresses) {
    this.filter = filter;
    this.addresses = addresses;
  }

  /** Without addresses: hardly anybody asks for them, and there are tens of thousands. */
  static FoundObjects alone(NamespaceFilter filter) {
    return new FoundObjects(filter, null);
  }

  static FoundObjects withAddresses(NamespaceFilter filter) {
    return new FoundObjects(filter, new HashMap<>());
  }

  void add(CatalogAddress address, SchemaObject object) {
    if (filter.admits(object)) {
      objects.add(object);
      if (object instanceof Table || object instanceof MaterializedView) {
        relations.put(address.object(), object.id());
      }
      if (addresses != null) {
        addresses.put(address, object.id());
      }
    }
  }

  List<SchemaObject> objects() {
    return objects;
  }

  /** What indexes and constraints are bound to, by oid. */
  Map<Long, ObjectId> relations() {
    return relations;
  }

  Map<CatalogAddress, ObjectId> addresses() {
    return addresses;
  }
}

package dev.waymark.schema.sql;

import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import dev.waymark.schema.Kind;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.catalog.AddressedSchema;
import dev.waymark.schema.catalog.CatalogAddress;
import dev.waymark.schema.catalog.CatalogQuotes;
import dev.waymark.schema.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a schema with all that its SQL takes: in one snapshot, and needing no privilege. */
public final class SchemaSqlReader {
  private static final String DEPENDENCIES = Sql.read(SchemaSqlReader.class, "dependencies.sql");
  private static final String BELONGINGS = Sql.read(SchemaSqlReader.class, "belongings.sql");
  private static final String TEXTS = Sql.read(SchemaSqlReader.class, "texts.sql");
  private static final String OUTSIDERS = Sql.read(SchemaSqlReader.class, "outsiders.sql");

  /** What can name itself once it is there; members of an extension name each other. */
  private static final Set<Kind> NAMES_ITSELF =
      EnumSet.of(Kind.FUNCTION, Kind.PROCEDURE, Kind.VIEW);

  private record Edge(CatalogAddress from, String part, CatalogAddress to) {}

  private record Text(CatalogAddress object, String name, String text) {}

  private final List<Edge> edges = new ArrayList<>();
  private final List<Text> texts = new ArrayList<>();
  private final Map<CatalogAddress, CatalogAddress> owners = new HashMap<>();

  private SchemaSqlReader() {}

  /**
   * The SQL of what the filter admits.
   *
   * @param connection in auto-commit mode, and left so
   * @param roles what is written of them
   * @throws SQLException whatever the driver says; the connection is then out of the transaction
   */
  public static SchemaSql read(Connection connection, NamespaceFilter filter, WrittenRoles roles)
      throws SQLException {
    return SchemaSqlWriter.write(readWritable(connection, filter), roles);
  }

  /**
   * The schema, with all that its SQL takes, to be written for other roles than its own.
   *
   * @param connection in auto-commit mode, and left so
   * @throws SQLException as {@link #read}
   */
  public static WritableSchema readWritable(Connection connection, NamespaceFilter filter)
      throws SQLException {
    return new SchemaSqlReader().writable(connection, filter);
  }

  private WritableSchema writable(Connection connection, NamespaceFilter filter)
      throws SQLException {
    var quotes = new ArrayList<CatalogQuotes>();
    AddressedSchema read =
        CatalogReader.readAddressed(connection, filter, also -> quotes.add(ask(also)));
    var dependencies = new LinkedHashSet<Dependency>();
    var outsiders = new LinkedHashMap<CatalogAddress, List<ObjectId>>();
    for (Edge edge : edges) {
      ObjectId from = object(read, edge.from());
      ObjectId to = object(read, edge.to());
      if (from != null && to != null && (!from.equals(to) || NAMES_ITSELF.contains(from.kind()))) {
        dependencies.add(new Dependency(from, edge.part(), to));
      } else if (from != null && to == null && !isWhole(from)) {
        outsiders.computeIfAbsent(edge.to(), any -> new ArrayList<>()).add(from);
      }
    }
    return new WritableSchema(
        read.schema(),
        List.copyOf(dependencies),
        outside(connection, outsiders),
        texts(read),
        quotes.get(0));
  }

  private CatalogQuotes ask(RoundTrip also) {
    also.read(
        DEPENDENCIES,
        row ->
            edges.add(
                new Edge(
                    CatalogAddress.of(row),
                    row.getString("part"),
                    address(row, "referencedCatalog", "referencedObject"))));
    also.read(
        BELONGINGS,
        row -> owners.put(CatalogAddress.of(row), address(row, "ownerCatalog", "owner")));
    also.read(
        TEXTS,
        row ->
            texts.add(
                new Text(CatalogAddress.of(row), row.getString("name"), row.getString("text"))));
    return CatalogQuotes.with(also);
  }

  /**
   * What is made by an extension is not written; nor is the schema that an extension is put into.
   */
  private static boolean isWhole(ObjectId object) {
    return object.kind() == Kind.EXTENSION;
  }

  private static CatalogAddress address(ResultSet row, String catalog, String object)
      throws SQLException {
    return new CatalogAddress(row.getLong(catalog), row.getLong(object));
  }

  /** The object that this is, or belongs to; null if that is not part of the schema. */
  private ObjectId object(AddressedSchema read, CatalogAddress address) {
    ObjectId object = read.addresses().get(address);
    for (CatalogAddress owner = owners.get(address);
        object == null && owner != null;
        owner = owners.get(owner)) {
      object = read.addresses().get(owner);
    }
    return object;
  }

  private Map<ObjectId, Map<String, String>> texts(AddressedSchema read) {
    var byObject = new HashMap<ObjectId, Map<String, String>>();
    for (Text text : texts) {
      ObjectId object = read.addresses().get(text.object());
      if (object != null) {
        byObject
            .computeIfAbsent(object, any -> new LinkedHashMap<>())
            .put(text.name(), text.text());
      }
    }
    return byObject;
  }

  private static Map<ObjectId, String> outside(
      Connection connection, Map<CatalogAddress, List<ObjectId>> outsiders) throws SQLException {
    var outside = new HashMap<ObjectId, String>();
    if (outsiders.isEmpty()) {
      return outside;
    }
    connection.setAutoCommit(false);
    try {
      new RoundTrip()
          // What is qualified, and how, depends on it.
          .run("SET LOCAL search_path = pg_catalog, pg_temp")
          .read(
              OUTSIDERS,
              row -> {
                String description = row.getString("description");
                for (ObjectId object : outsiders.get(CatalogAddress.of(row))) {
                  // The first by name, so that the text stays the same.
                  outside.merge(object, String.valueOf(description), SchemaSqlReader::first);
                }
              },
              texts(outsiders.keySet(), true),
              texts(outsiders.keySet(), false))
          .over(connection);
      return outside;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static String first(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Object[] texts(Collection<CatalogAddress> addresses, boolean catalogs) {
    return addresses.stream()
        .map(address -> Long.toString(catalogs ? address.catalog() : address.object()))
        .toArray();
  }
}

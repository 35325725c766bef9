package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.catalog.CatalogReader;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the catalogs say about the tables of some namespaces, as far as rows are concerned.
 *
 * @param tables those that hold rows themselves, by name
 * @param partitioned the others whose rows lie in partitions, by oid
 * @param foreign the others whose rows lie elsewhere
 */
record TableCatalog(
    List<Table> tables, Map<Long, ObjectId> partitioned, List<ObjectId> foreign, Types types) {
  private static final String TABLES = Sql.read(TableCatalog.class, "tables.sql");
  private static final String COLUMNS = Sql.read(TableCatalog.class, "columns.sql");
  private static final String TYPES = Sql.read(TableCatalog.class, "types.sql");
  private static final String CHECKS = Sql.read(TableCatalog.class, "checks.sql");
  private static final String FOREIGN_KEYS = Sql.read(TableCatalog.class, "foreign_keys.sql");
  private static final String BYSTANDERS = Sql.read(TableCatalog.class, "bystanders.sql");

  /** Of 1,000 tables, compiling the query of the types took ten times as long as running it. */
  private static final String NOT_COMPILED = ";\nSET LOCAL jit = off";

  /** Reads them in the connection's transaction, whose search_path is empty from then on. */
  static TableCatalog read(Connection connection, Collection<String> namespaces)
      throws SQLException {
    Object names = namespaces.toArray();
    var tables = new ArrayList<Table>();
    var partitioned = new LinkedHashMap<Long, ObjectId>();
    var foreign = new ArrayList<ObjectId>();
    var types = new HashMap<Long, Type>();
    var columns = new HashMap<Long, List<Column>>();
    var checks = new HashMap<Long, List<Check>>();
    var keys = new HashMap<Long, List<ForeignKey>>();
    var bystanders = new HashMap<Long, List<Bystander>>();
    new RoundTrip()
        .run(CatalogReader.PRINTED_ALIKE + NOT_COMPILED)
        .read(TYPES, row -> types.put(row.getLong("oid"), type(row)), names)
        .read(COLUMNS, row -> add(columns, row, column(row, new Types(types))), names)
        .read(CHECKS, row -> add(checks, row, check(row)), names)
        .read(FOREIGN_KEYS, row -> add(keys, row, foreignKey(row)), names)
        .read(BYSTANDERS, row -> add(bystanders, row, bystander(row)), names, names, names)
        .read(
            TABLES,
            row -> {
              long oid = row.getLong("oid");
              ObjectId id = table(row.getString("namespace"), row.getString("name"));
              switch (row.getString("kind")) {
                case "p" -> partitioned.put(oid, id);
                case "f" -> foreign.add(id);
                default ->
                    tables.add(
                        new Table(
                            oid,
                            id,
                            texts(row.getArray("wholes")).stream()
                                .map(Long::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                            row.getString("bound"),
                            row.getBoolean("deferrable"),
                            columns.getOrDefault(oid, List.of()),
                            checks.getOrDefault(oid, List.of()),
                            keys.getOrDefault(oid, List.of()),
                            bystanders.getOrDefault(oid, List.of())));
              }
            },
            names)
        .over(connection);
    return new TableCatalog(tables, partitioned, foreign, new Types(types));
  }

  private static <T> void add(Map<Long, List<T>> all, ResultSet row, T one) throws SQLException {
    all.computeIfAbsent(row.getLong("relation"), any -> new ArrayList<>()).add(one);
  }

  private static ObjectId table(String namespace, String name) {
    return new ObjectId(Kind.TABLE, namespace, null, name);
  }

  private static Type type(ResultSet row) throws SQLException {
    List<String> fieldTypes = texts(row.getArray("field_types"));
    List<String> fieldModifiers = texts(row.getArray("field_modifiers"));
    List<String> fieldsPrinted = texts(row.getArray("fields_printed"));
    List<Typed> fields = new ArrayList<>();
    for (int field = 0; field < fieldTypes.size(); field++) {
      fields.add(
          new Typed(
              Long.parseLong(fieldTypes.get(field)),
              Integer.parseInt(fieldModifiers.get(field)),
              fieldsPrinted.get(field)));
    }
    return new Type(
        new Typed(row.getLong("oid"), Typed.UNLIMITED, row.getString("printed")),
        row.getBoolean("builtin"),
        row.getString("name"),
        Type.Form.of(row.getString("form")),
        row.getBoolean("is_text"),
        row.getBoolean("required"),
        new Typed(row.getLong("made_of"), row.getInt("modifier"), row.getString("printed_made_of")),
        texts(row.getArray("labels")),
        texts(row.getArray("checks")),
        fields);
  }

  private static Column column(ResultSet row, Types types) throws SQLException {
    var typed = new Typed(row.getLong("type"), row.getInt("modifier"), row.getString("printed"));
    return new Column(
        row.getString("name"),
        typed,
        row.getBoolean("required") || types.required(typed),
        row.getBoolean("overridden"),
        row.getBoolean("inherited"),
        row.getBoolean("generated"),
        row.getString("value"));
  }

  private static Check check(ResultSet row) throws SQLException {
    return new Check(
        row.getString("expression"), new LinkedHashSet<>(texts(row.getArray("columns"))));
  }

  private static ForeignKey foreignKey(ResultSet row) throws SQLException {
    return new ForeignKey(
        row.getString("name"),
        row.getLong("referenced"),
        table(row.getString("referenced_namespace"), row.getString("referenced_name")),
        row.getBoolean("partitioned"),
        texts(row.getArray("columns")),
        texts(row.getArray("keys")),
        texts(row.getArray("operators")));
  }

  private static Bystander bystander(ResultSet row) throws SQLException {
    return new Bystander(row.getString("kind"), row.getString("name"), row.getString("state"));
  }

  private static List<String> texts(Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}

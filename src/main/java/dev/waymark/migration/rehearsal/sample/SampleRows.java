package dev.waymark.migration.rehearsal.sample;

import dev.waymark.schema.ObjectId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives each table of a database a few rows, made from its catalogs alone. */
public final class SampleRows {
  private SampleRows() {}

  /**
   * Puts up to three rows into each table of the namespaces, which is not left until its
   * constraints hold. The schema is as it was afterwards; sequences may have moved. The same
   * catalogs give the same rows, but for what defaults make of the clock and chance.
   *
   * <p>Triggers, rules and forced row security do not act on the rows, where the role may switch
   * them. Temporary tables, foreign ones and those of extensions get none, nor does anything that
   * is not a table.
   *
   * @param connection to the scratch database, in auto-commit mode, and left so; of a role that may
   *     read the tables and insert into them
   * @param namespaces whose tables are filled
   * @throws IllegalArgumentException if the connection is not in auto-commit mode
   * @throws SQLException if PostgreSQL cannot be asked; that it does not take a row is none
   */
  public static SampledTables fill(Connection connection, Collection<String> namespaces)
      throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalArgumentException("Filling tables needs a connection in auto-commit mode");
    }
    connection.setAutoCommit(false);
    try {
      TableCatalog catalog = TableCatalog.read(connection, namespaces);
      TypeValues values = UnknownTypes.values(connection, catalog);
      connection.rollback();
      var filling =
          new Filling(new SampleSession(connection), FillingOrder.of(catalog.tables()), values);
      filling.run();
      return sampled(catalog, filling);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static SampledTables sampled(TableCatalog catalog, Filling filling) {
    var rows = new TreeMap<ObjectId, Integer>();
    List<EmptyTable> empty = new ArrayList<>();
    for (Table table : catalog.tables()) {
      if (filling.rows(table) > 0) {
        rows.put(table.id(), filling.rows(table));
      } else {
        empty.add(new EmptyTable(table.id(), filling.reason(table)));
      }
    }
    for (Map.Entry<Long, ObjectId> whole : catalog.partitioned().entrySet()) {
      int sum =
          catalog.tables().stream()
              .filter(it -> it.holds(whole.getKey()))
              .mapToInt(filling::rows)
              .sum();
      if (sum > 0) {
        rows.put(whole.getValue(), sum);
      } else {
        empty.add(new EmptyTable(whole.getValue(), "none of its partitions has a row"));
      }
    }
    catalog.foreign().forEach(it -> empty.add(new EmptyTable(it, "its rows are another server's")));
    empty.sort(Comparator.comparing(EmptyTable::table));
    return new SampledTables(rows, empty);
  }
}

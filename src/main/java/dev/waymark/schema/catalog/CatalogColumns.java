package dev.waymark.schema.catalog;

import dev.waymark.schema.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The columns of relations, in order and by number. */
final class CatalogColumns {
  /** The only system column that a constraint may name: TableOidAttributeNumber in sysattr.h. */
  private static final long TABLE_OID = -6;

  private final Map<Long, List<NumberedColumn>> columns = new HashMap<>();
  private final CatalogComments comments;
  private final CatalogGrants grants;
  private final CatalogNotNulls notNulls;
  private final CatalogQuotes quotes;

  CatalogColumns(
      ResultSet row,
      CatalogComments comments,
      CatalogGrants grants,
      CatalogNotNulls notNulls,
      CatalogQuotes quotes)
      throws SQLException {
    this.comments = comments;
    this.grants = grants;
    this.notNulls = notNulls;
    this.quotes = quotes;
    while (row.next()) {
      columns.computeIfAbsent(row.getLong("object"), relation -> new ArrayList<>()).add(read(row));
    }
    // Sorting costs the server more: it has no order that the rows come in by themselves.
    columns.values().forEach(list -> list.sort(Comparator.comparing(NumberedColumn::number)));
  }

  private NumberedColumn read(ResultSet row) throws SQLException {
    CatalogAddress relation = CatalogAddress.ofRelation(row.getLong("object"));
    int number = row.getInt("number");
    String name = row.getString("name");
    var column =
        new Column(
            number,
            name,
            row.getString("type"),
            row.getString("collation"),
            row.getBoolean("nullable"),
            notNulls.of(relation.object(), number),
            row.getString("default"),
            row.getString("identity"),
            row.getString("generated"),
            row.getString("generationExpression"),
            row.getString("storage"),
            row.getString("compression"),
            row.getObject("statisticsTarget", Integer.class),
            CatalogArrays.texts(row, "options"),
            CatalogArrays.texts(row, "foreignOptions"),
            row.getBoolean("inherited"),
            comments.onColumn(relation, number),
            grants.onColumn(relation, name));
    return new NumberedColumn(
        number, quotes.around(name), row.getLong("typeId"), row.getLong("collationId"), column);
  }

  /** Those of a relation, in order. */
  List<Column> of(long relation) {
    var list = new ArrayList<Column>();
    for (NumberedColumn numbered : columns.getOrDefault(relation, List.of())) {
      int position = list.size() + 1;
      Column column = numbered.column();
      list.add(column.position() == position ? column : column.at(position));
    }
    return list;
  }

  /** The names of columns by their numbers; 0, which stands for an expression, has none. */
  List<String> names(long relation, long[] numbers) {
    return each(relation, numbers, NumberedColumn::name);
  }

  /** The same as they stand in SQL. */
  List<String> quoted(long relation, long[] numbers) {
    return each(relation, numbers, NumberedColumn::quoted);
  }

  private List<String> each(
      long relation, long[] numbers, Function<NumberedColumn, String> property) {
    var list = new ArrayList<String>(numbers.length);
    for (long number : numbers) {
      if (number == TABLE_OID) {
        list.add("tableoid");
      } else if (number != 0) {
        list.add(property.apply(find(relation, number)));
      }
    }
    return list;
  }

  /** The column with that number. */
  NumberedColumn find(long relation, long number) {
    List<NumberedColumn> list = columns.getOrDefault(relation, List.of());
    int likely = (int) number - 1;
    if (likely >= 0 && likely < list.size() && list.get(likely).number() == number) {
      return list.get(likely);
    }
    return list.stream()
        .filter(column -> column.number() == number)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("Relation " + relation + " has no column " + number));
  }
}

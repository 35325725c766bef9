package dev.waymark.schema.sql;

import dev.waymark.schema.Column;
import dev.waymark.schema.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A table: ordinary, partitioned or foreign; its own or its parent's columns.
 *
 * <p>A partition is made as one where its columns stand in the order of its parent's, and attached
 * otherwise; a child inherits from the beginning where that puts its columns in their order, and
 * from when it is there otherwise.
 */
final class TableSql {
  private final Table table;
  private final Pieces pieces;
  private final Spelling spelling;
  private final String name;
  private final List<Table> parents;
  private final ColumnSql columns;

  TableSql(Table table, Pieces pieces, Spelling spelling) {
    this.table = table;
    this.pieces = pieces;
    this.spelling = spelling;
    this.name = spelling.name(table.namespace(), table.name());
    this.parents =
        Spelling.parents(table).stream().map(spelling::table).filter(Objects::nonNull).toList();
    this.columns = new ColumnSql(table, parents, name, pieces, spelling);
  }

  Pieces write() {
    boolean partition = table.partitionOf() != null;
    boolean inherits = !table.inherits().isEmpty();
    boolean fromTheBeginning = isFromTheBeginning(table, spelling);
    if (!names(table).equals(order(table, spelling))) {
      pieces.without("the order of columns", "PostgreSQL puts inherited columns first");
    }
    pieces.add(created(fromTheBeginning));
    if (partition && !fromTheBeginning) {
      pieces.add(
          "ALTER TABLE "
              + table.partitionOf()
              + " ATTACH PARTITION "
              + name
              + " "
              + table.partitionBound()
              + ";");
    }
    if (inherits && !fromTheBeginning) {
      table.inherits().forEach(it -> pieces.add("ALTER TABLE " + name + " INHERIT " + it + ";"));
    }
    columns.afterwards(fromTheBeginning);
    said();
    return pieces;
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  /** In which order the columns stand where the table is made as it is written. */
  private static List<String> order(Table table, Spelling spelling) {
    return isFromTheBeginning(table, spelling) ? orderAsChild(table, spelling) : names(table);
  }

  /** Whether it is a child or partition from the beginning. */
  private static boolean isFromTheBeginning(Table table, Spelling spelling) {
    if (Spelling.parents(table).isEmpty()) {
      return false;
    }
    boolean onlyInherited = table.columns().stream().anyMatch(Column::inherited);
    return table.partitionOf() == null && onlyInherited
        || orderAsChild(table, spelling).equals(names(table));
  }

  private static List<String> orderAsChild(Table table, Spelling spelling) {
    Set<String> order = new LinkedHashSet<>();
    for (String parent : Spelling.parents(table)) {
      if (spelling.table(parent) != null) {
        order.addAll(order(spelling.table(parent), spelling));
      }
    }
    if (table.partitionOf() == null) {
      order.addAll(names(table));
    }
    return List.copyOf(order);
  }

  private String created(boolean fromTheBeginning) {
    boolean foreign = table.type().equals("foreign");
    boolean asPartition = fromTheBeginning && table.partitionOf() != null;
    var sql = new StringBuilder("CREATE ");
    sql.append(foreign ? "FOREIGN " : table.persistence().equals("unlogged") ? "UNLOGGED " : "");
    sql.append("TABLE ").append(name);
    if (asPartition) {
      sql.append(" PARTITION OF ").append(table.partitionOf());
    } else if (table.ofType() != null) {
      sql.append(" OF ").append(table.ofType());
    }
    List<String> lines =
        asPartition ? List.of() : columns.lines(fromTheBeginning, order(table, spelling));
    if (!lines.isEmpty()) {
      sql.append(" (\n    ").append(String.join(",\n    ", lines)).append("\n)");
    } else if (!asPartition && table.ofType() == null) {
      sql.append(" ()");
    }
    if (asPartition) {
      sql.append(' ').append(table.partitionBound());
    } else if (fromTheBeginning) {
      sql.append(" INHERITS (").append(String.join(", ", table.inherits())).append(')');
    }
    if (foreign) {
      sql.append(" SERVER ").append(spelling.name(table.server()));
      return sql.append(spelling.options(table.foreignOptions(), "", "", pieces))
          .append(';')
          .toString();
    }
    if (table.partitionKey() != null) {
      sql.append(" PARTITION BY ").append(table.partitionKey());
    }
    return sql.append(storage(asPartition ? parents : List.of())).append(';').toString();
  }

  /** A partition takes these from the partitioned table unless it says otherwise. */
  private String storage(List<Table> from) {
    Table parent = from.isEmpty() ? null : from.get(0);
    var sql = new StringBuilder();
    String method = table.accessMethod();
    if (method != null
        && (!method.equals("heap") || parent != null && parent.accessMethod() != null)) {
      sql.append(" USING ").append(spelling.name(method));
    }
    if (!table.storageParameters().isEmpty()) {
      sql.append(" WITH (").append(spelling.parameters(table.storageParameters())).append(')');
    }
    if (table.tablespace() != null) {
      sql.append(" TABLESPACE ").append(spelling.name(table.tablespace()));
    } else if (parent != null && parent.tablespace() != null) {
      sql.append(" TABLESPACE pg_default");
    }
    return sql.toString();
  }

  private void said() {
    String alter = "ALTER TABLE " + name;
    if (table.replicaIdentity().equals("full") || table.replicaIdentity().equals("nothing")) {
      pieces.add(
          alter + " REPLICA IDENTITY " + table.replicaIdentity().toUpperCase(Locale.ROOT) + ";");
    }
    if (table.rowSecurity()) {
      pieces.add(alter + " ENABLE ROW LEVEL SECURITY;");
    }
    if (table.forceRowSecurity()) {
      pieces.add(alter + " FORCE ROW LEVEL SECURITY;");
    }
    boolean foreign = table.type().equals("foreign");
    String word = foreign ? "FOREIGN TABLE " : "TABLE ";
    Said.of(word + name, table.owner(), table.comment(), pieces, spelling);
    columns.said();
    GrantSql.on("TABLE " + name, table.owner(), false, table.grants(), pieces, spelling);
    for (Column column : table.columns()) {
      GrantSql.onColumn(name, column.name(), table.owner(), column.grants(), pieces, spelling);
    }
  }
}

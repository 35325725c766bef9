package dev.waymark.schema.sql;

import dev.waymark.schema.Column;
import dev.waymark.schema.NotNull;
import dev.waymark.schema.Sequence;
import dev.waymark.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The columns of a table: in its own statement, and what is said of them after it. */
final class ColumnSql {
  private final Table table;
  private final List<Table> parents;
  private final String alter;
  private final String name;
  private final Pieces pieces;
  private final Spelling spelling;

  ColumnSql(Table table, List<Table> parents, String name, Pieces pieces, Spelling spelling) {
    this.table = table;
    this.parents = parents;
    this.name = name;
    this.alter =
        "ALTER " + (table.type().equals("foreign") ? "FOREIGN " : "") + "TABLE ONLY " + name + " ";
    this.pieces = pieces;
    this.spelling = spelling;
  }

  /**
   * The lines of CREATE TABLE.
   *
   * @param order the names of the columns in which they will stand
   */
  List<String> lines(boolean asChild, List<String> order) {
    var lines = new ArrayList<String>();
    var columns = new ArrayList<>(table.columns());
    columns.sort(Comparator.comparing(column -> order.indexOf(column.name())));
    for (Column column : columns) {
      if (table.ofType() != null) {
        String options = qualities(column);
        if (!options.isEmpty()) {
          lines.add(spelling.name(column.name()) + " WITH OPTIONS" + options);
        }
      } else if (!asChild || !column.inherited()) {
        lines.add(line(column));
      }
    }
    return lines;
  }

  private String line(Column column) {
    var line = new StringBuilder(spelling.name(column.name())).append(' ').append(column.type());
    if (column.compression() != null) {
      line.append(" COMPRESSION ").append(column.compression());
    }
    line.append(
        spelling.options(column.foreignOptions(), "", "column " + column.name() + ": ", pieces));
    if (column.collation() != null) {
      line.append(" COLLATE ").append(column.collation());
    }
    return line.append(qualities(column)).toString();
  }

  private String qualities(Column column) {
    var qualities = new StringBuilder();
    if (column.defaultValue() != null && !pieces.apart(part(column))) {
      qualities.append(" DEFAULT ").append(column.defaultValue());
    }
    if (column.generated() != null) {
      qualities.append(" GENERATED ALWAYS AS ");
      qualities.append(Spelling.enclosed(column.generationExpression()));
      qualities.append(' ').append(column.generated().toUpperCase(Locale.ROOT));
    }
    // A partition has the identity of its table, which it is attached to.
    if (column.identity() != null && table.partitionOf() == null) {
      qualities.append(" GENERATED ").append(column.identity().toUpperCase(Locale.ROOT));
      qualities.append(" AS IDENTITY").append(identity(column));
    }
    if (!column.nullable() && isValidated(column)) {
      NotNull notNull = column.notNull();
      if (notNull != null && notNull.name() != null) {
        qualities.append(" CONSTRAINT ").append(spelling.name(notNull.name()));
      }
      qualities.append(" NOT NULL");
      qualities.append(notNull != null && notNull.noInherit() ? " NO INHERIT" : "");
    }
    return qualities.toString();
  }

  private static boolean isValidated(Column column) {
    return column.notNull() == null || column.notNull().validated();
  }

  private String identity(Column column) {
    Sequence sequence = spelling.identity(table, column.name());
    return sequence == null ? "" : SequenceSql.identity(sequence, spelling);
  }

  /** What CREATE TABLE cannot say, or what it took from a parent and is something else here. */
  void afterwards(boolean asChild) {
    for (Column column : table.columns()) {
      Column parent = asChild ? parentOf(column) : null;
      defaults(column, parent);
      if (parent != null) {
        otherThan(parent, column);
      }
      if (!column.nullable() && !isValidated(column)) {
        notNull(column);
      }
      if (column.storage() != null
          && (parent == null || !column.storage().equals(parent.storage()))) {
        pieces.add(
            alter(column) + "SET STORAGE " + column.storage().toUpperCase(Locale.ROOT) + ";");
      }
      if (column.statisticsTarget() != null) {
        pieces.add(alter(column) + "SET STATISTICS " + column.statisticsTarget() + ";");
      }
      if (!column.options().isEmpty()) {
        pieces.add(alter(column) + "SET (" + spelling.parameters(column.options()) + ");");
      }
    }
  }

  private void defaults(Column column, Column parent) {
    if (column.generated() != null) {
      return;
    }
    String part = part(column);
    String taken = parent == null || isLate(column.name()) ? null : parent.defaultValue();
    String set = alter(column) + "SET DEFAULT " + column.defaultValue() + ";";
    if (column.defaultValue() != null && pieces.apart(part)) {
      pieces.later(part, set);
    } else if (column.defaultValue() != null && column.inherited() && parent != null) {
      if (!column.defaultValue().equals(taken)) {
        pieces.add(set);
      }
    } else if (column.defaultValue() == null && taken != null) {
      pieces.add(alter(column) + "DROP DEFAULT;");
    }
  }

  /** Whether a parent is given its default after this table was made. */
  private boolean isLate(String column) {
    return parents.stream().anyMatch(it -> spelling.isApart(it.id(), "default " + column));
  }

  private void otherThan(Column parent, Column column) {
    if (column.nullable() && !parent.nullable()) {
      pieces.add(alter(column) + "DROP NOT NULL;");
    }
    if (column.inherited()) {
      if (!column.nullable() && isValidated(column) && parent.nullable()) {
        notNull(column);
      }
      if (!Objects.equals(column.compression(), parent.compression())) {
        String method = column.compression() == null ? "default" : column.compression();
        pieces.add(alter(column) + "SET COMPRESSION " + method + ";");
      }
      if (!Objects.equals(column.generationExpression(), parent.generationExpression())
          && column.generated() != null) {
        pieces.add(
            alter(column)
                + "SET EXPRESSION AS "
                + Spelling.enclosed(column.generationExpression())
                + ";");
      }
      String options =
          spelling.options(
              column.foreignOptions(), "ADD ", "column " + column.name() + ": ", pieces);
      if (!options.isEmpty()) {
        pieces.add(alter(column) + options.strip() + ";");
      }
    }
  }

  private void notNull(Column column) {
    NotNull notNull = column.notNull();
    if (notNull == null) {
      pieces.add(alter(column) + "SET NOT NULL;");
      return;
    }
    String named =
        notNull.name() == null ? "" : "CONSTRAINT " + spelling.name(notNull.name()) + " ";
    pieces.add(
        "ALTER TABLE "
            + name
            + " ADD "
            + named
            + "NOT NULL "
            + spelling.name(column.name())
            + (notNull.noInherit() ? " NO INHERIT" : "")
            + (notNull.validated() ? "" : " NOT VALID")
            + ";");
  }

  private Column parentOf(Column column) {
    return parents.stream()
        .flatMap(parent -> parent.columns().stream())
        .filter(it -> it.name().equals(column.name()))
        .findFirst()
        .orElse(null);
  }

  void said() {
    for (Column column : table.columns()) {
      Said.comment("COLUMN " + name + "." + spelling.name(column.name()), column.comment(), pieces);
    }
  }

  private String alter(Column column) {
    return alter + "ALTER COLUMN " + spelling.name(column.name()) + " ";
  }

  static String part(Column column) {
    return "default " + column.name();
  }
}

package dev.waymark.schema.sql;

import dev.waymark.schema.Identifiers;
import dev.waymark.schema.OwningColumn;
import dev.waymark.schema.Sequence;

/** A sequence; that of an identity column is made with the column. */
final class SequenceSql {
  private SequenceSql() {}

  static Pieces write(Sequence sequence, Pieces pieces, Spelling spelling) {
    String name = spelling.name(sequence.namespace(), sequence.name());
    if (!sequence.identity()) {
      String unlogged = sequence.persistence().equals("unlogged") ? "UNLOGGED " : "";
      pieces.add(
          "CREATE " + unlogged + "SEQUENCE " + name + type(sequence) + numbers(sequence) + ";");
      Said.owner("SEQUENCE " + name, sequence.owner(), pieces, spelling);
    }
    Said.comment("SEQUENCE " + name, sequence.comment(), pieces);
    GrantSql.on("SEQUENCE " + name, sequence.owner(), false, sequence.grants(), pieces, spelling);
    OwningColumn column = sequence.ownedBy();
    if (column != null && !sequence.identity()) {
      pieces.later(
          "owned",
          "ALTER SEQUENCE "
              + name
              + " OWNED BY "
              + spelling.name(column.namespace(), column.table())
              + "."
              + spelling.name(column.column())
              + ";");
    }
    return pieces;
  }

  /** What is said of it in parentheses at its column; empty where nothing has to be. */
  static String identity(Sequence sequence, Spelling spelling) {
    OwningColumn column = sequence.ownedBy();
    String ordinary = column.table() + "_" + column.column() + "_seq";
    boolean ordinarilyNamed =
        Identifiers.cut(ordinary).equals(ordinary)
            && ordinary.equals(sequence.name())
            && column.namespace().equals(sequence.namespace());
    String options =
        (ordinarilyNamed
                ? ""
                : " SEQUENCE NAME " + spelling.name(sequence.namespace(), sequence.name()))
            + numbers(sequence);
    return options.isEmpty() ? "" : " (" + options.strip() + ")";
  }

  private static String type(Sequence sequence) {
    return sequence.type().equals("bigint") ? "" : " AS " + sequence.type();
  }

  private static String numbers(Sequence sequence) {
    var numbers = new StringBuilder();
    if (sequence.start() != null) {
      numbers.append(" START WITH ").append(sequence.start());
    }
    if (sequence.increment() != 1) {
      numbers.append(" INCREMENT BY ").append(sequence.increment());
    }
    if (sequence.minimum() != null) {
      numbers.append(" MINVALUE ").append(sequence.minimum());
    }
    if (sequence.maximum() != null) {
      numbers.append(" MAXVALUE ").append(sequence.maximum());
    }
    if (sequence.cache() != 1) {
      numbers.append(" CACHE ").append(sequence.cache());
    }
    return numbers.append(sequence.cycle() ? " CYCLE" : "").toString();
  }
}

package dev.waymark.verification.finding;

import dev.waymark.schema.Column;
import dev.waymark.schema.Sequence;
import dev.waymark.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which columns take their numbers from which sequence, and how far both can count. */
final class SequenceUse {
  /** A column that a sequence feeds, reported once for all partitions and children. */
  record Fed(Table table, Column column) {}

  private final Examined examined;
  private final Map<String, List<Fed>> byDefault = new HashMap<>();

  SequenceUse(Examined examined) {
    this.examined = examined;
    examined
        .all(Table.class)
        .forEach(
            table ->
                table.columns().stream()
                    .filter(column -> column.defaultValue() != null)
                    .filter(column -> column.defaultValue().startsWith("nextval("))
                    .filter(column -> !examined.parentHas(table, column))
                    .forEach(
                        column ->
                            byDefault
                                .computeIfAbsent(column.defaultValue(), key -> new ArrayList<>())
                                .add(new Fed(table, column))));
  }

  /** The columns whose default is the sequence's next number and nothing else. */
  List<Fed> fedBy(Sequence sequence) {
    if (sequence.identity()) {
      return examined
          .table(
              examined.quoting().name(sequence.ownedBy().namespace(), sequence.ownedBy().table()))
          .flatMap(
              table ->
                  Examined.column(table, sequence.ownedBy().column())
                      .map(column -> new Fed(table, column)))
          .stream()
          .toList();
    }
    String literal = examined.quoting().of(sequence).replace("'", "''");
    return byDefault.getOrDefault("nextval('" + literal + "'::regclass)", List.of());
  }

  /** What stands in the way of wider columns. */
  List<ColumnUse> inTheWay(List<Fed> columns) {
    return columns.stream()
        .flatMap(
            fed ->
                examined
                    .facts()
                    .catalogs()
                    .columnUses(fed.table().namespace(), fed.table().name(), fed.column().name())
                    .stream())
        .filter(ColumnUse::refusesWider)
        .distinct()
        .toList();
  }

  /** The greatest number of an integer type; that of bigint for what is none. */
  static long highest(String type) {
    return switch (type) {
      case "smallint" -> Short.MAX_VALUE;
      case "integer" -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  static long maximum(Sequence sequence) {
    if (sequence.maximum() != null) {
      return sequence.maximum();
    }
    return sequence.increment() > 0 ? highest(sequence.type()) : -1;
  }

  static long minimum(Sequence sequence) {
    if (sequence.minimum() != null) {
      return sequence.minimum();
    }
    return sequence.increment() > 0 ? 1 : -highest(sequence.type()) - 1;
  }

  /** Whether the sequence, in the direction it counts, goes beyond what the column holds. */
  static boolean outgrows(Sequence sequence, Fed fed) {
    long highest = highest(fed.column().type());
    return sequence.increment() > 0
        ? maximum(sequence) > highest
        : minimum(sequence) < -highest - 1;
  }
}

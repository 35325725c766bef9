package dev.waymark.schema.sql;

import dev.waymark.schema.Attribute;
import dev.waymark.schema.CompositeType;
import dev.waymark.schema.EnumType;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.RangeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Types that are made of others: enumerated, composite and range types. */
final class TypeSql {
  private TypeSql() {}

  static Pieces enumeration(EnumType type, Pieces pieces, Spelling spelling) {
    String name = spelling.name(type.namespace(), type.name());
    String labels =
        type.labels().stream().map(Spelling::literal).collect(Collectors.joining(",\n    "));
    pieces.add(
        "CREATE TYPE "
            + name
            + " AS ENUM ("
            + (labels.isEmpty() ? "" : "\n    " + labels + "\n")
            + ");");
    return Said.ofUsable(
        "TYPE " + name,
        "TYPE " + name,
        type.owner(),
        type.comment(),
        type.grants(),
        pieces,
        spelling);
  }

  static Pieces composite(CompositeType type, Pieces pieces, Spelling spelling) {
    String name = spelling.name(type.namespace(), type.name());
    String attributes =
        type.attributes().stream()
            .map(
                attribute ->
                    spelling.name(attribute.name())
                        + " "
                        + attribute.type()
                        + (attribute.collation() == null
                            ? ""
                            : " COLLATE " + attribute.collation()))
            .collect(Collectors.joining(",\n    "));
    pieces.add(
        "CREATE TYPE "
            + name
            + " AS ("
            + (attributes.isEmpty() ? "" : "\n    " + attributes + "\n")
            + ");");
    for (Attribute attribute : type.attributes()) {
      Said.comment(
          "COLUMN " + name + "." + spelling.name(attribute.name()), attribute.comment(), pieces);
    }
    return Said.ofUsable(
        "TYPE " + name,
        "TYPE " + name,
        type.owner(),
        type.comment(),
        type.grants(),
        pieces,
        spelling);
  }

  static Pieces range(RangeType type, Pieces pieces, Spelling spelling) {
    String name = spelling.name(type.namespace(), type.name());
    var parts = new ArrayList<String>();
    parts.add("SUBTYPE = " + type.subtype());
    put(parts, "SUBTYPE_OPCLASS", spelling.text(pieces.object(), "SUBTYPE_OPCLASS"));
    put(parts, "COLLATION", type.collation());
    put(parts, "CANONICAL", type.canonical());
    put(parts, "SUBTYPE_DIFF", type.subtypeDifference());
    if (!type.multirange().equals(multirange(type.name()))) {
      put(parts, "MULTIRANGE_TYPE_NAME", spelling.name(type.namespace(), type.multirange()));
    }
    String definition =
        "CREATE TYPE " + name + " AS RANGE (\n    " + String.join(",\n    ", parts) + "\n);";
    if (type.canonical() == null) {
      pieces.add(definition);
      return Said.ofUsable(
          "TYPE " + name,
          "TYPE " + name,
          type.owner(),
          type.comment(),
          type.grants(),
          pieces,
          spelling);
    }
    // The function takes and gives the type, which has but its name by then.
    pieces.add("CREATE TYPE " + name + ";");
    var late = new Pieces(pieces.object(), Set.of());
    late.add(definition);
    Said.ofUsable(
        "TYPE " + name,
        "TYPE " + name,
        type.owner(),
        type.comment(),
        type.grants(),
        late,
        spelling);
    late.pieces()
        .get(Pieces.ITSELF)
        .statements()
        .forEach(it -> pieces.later(Pieces.DEFINITION, it));
    return pieces;
  }

  private static void put(List<String> parts, String word, String value) {
    if (value != null) {
      parts.add(word + " = " + value);
    }
  }

  /** The name that PostgreSQL chooses (makeMultirangeTypeName). */
  private static String multirange(String range) {
    return range.contains("range")
        ? Identifiers.cut(range.replaceFirst("range", "multirange"))
        : Identifiers.cut(range + "_multirange");
  }
}

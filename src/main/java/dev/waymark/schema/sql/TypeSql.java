package dev.waymark.schema.sql;

import dev.waymark.schema.Attribute;
import dev.waymark.schema.CompositeType;
import dev.waymark.schema.EnumType;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.RangeType;
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
    return Said.ofType(name, type.owner(), type.comment(), type.grants(), pieces, spelling);
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
    return Said.ofType(name, type.owner(), type.comment(), type.grants(), pieces, spelling);
  }

  static Pieces range(RangeType type, Pieces pieces, Spelling spelling) {
    String name = spelling.name(type.namespace(), type.name());
    var parts = new DefinitionParts();
    parts.add("SUBTYPE = " + type.subtype());
    parts.put("SUBTYPE_OPCLASS", spelling.text(pieces.object(), "SUBTYPE_OPCLASS"));
    parts.put("COLLATION", type.collation());
    parts.put("CANONICAL", type.canonical());
    parts.put("SUBTYPE_DIFF", type.subtypeDifference());
    if (!type.multirange().equals(multirange(type.name()))) {
      parts.put("MULTIRANGE_TYPE_NAME", spelling.name(type.namespace(), type.multirange()));
    }
    String definition = "CREATE TYPE " + name + " AS RANGE " + parts + ";";
    if (type.canonical() == null) {
      pieces.add(definition);
      return Said.ofType(name, type.owner(), type.comment(), type.grants(), pieces, spelling);
    }
    return ShellType.write(
        name, definition, type.owner(), type.comment(), type.grants(), pieces, spelling);
  }

  /** The name that PostgreSQL chooses (makeMultirangeTypeName). */
  private static String multirange(String range) {
    return range.contains("range")
        ? Identifiers.cut(range.replaceFirst("range", "multirange"))
        : Identifiers.cut(range + "_multirange");
  }
}

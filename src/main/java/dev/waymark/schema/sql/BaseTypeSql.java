package dev.waymark.schema.sql;

import dev.waymark.schema.BaseType;

/** Types that functions of their own read and write. */
final class BaseTypeSql {
  private BaseTypeSql() {}

  static Pieces write(BaseType type, Pieces pieces, Spelling spelling) {
    String name = spelling.name(type.namespace(), type.name());
    return ShellType.write(
        name,
        "CREATE TYPE " + name + " " + parts(type) + ";",
        type.owner(),
        type.comment(),
        type.grants(),
        pieces,
        spelling);
  }

  private static DefinitionParts parts(BaseType type) {
    var parts = new DefinitionParts();
    parts.put("INPUT", type.input());
    parts.put("OUTPUT", type.output());
    parts.put("RECEIVE", type.receive());
    parts.put("SEND", type.send());
    parts.put("TYPMOD_IN", type.modifierInput());
    parts.put("TYPMOD_OUT", type.modifierOutput());
    parts.put("ANALYZE", type.analyze());
    parts.put("SUBSCRIPT", type.subscript());
    parts.put("INTERNALLENGTH", type.length() == null ? "VARIABLE" : type.length().toString());
    if (type.byValue()) {
      parts.add("PASSEDBYVALUE");
    }
    parts.put("ALIGNMENT", type.alignment());
    parts.put("STORAGE", type.storage());
    parts.put("CATEGORY", type.category().equals("U") ? null : Spelling.literal(type.category()));
    parts.put("PREFERRED", type.preferred() ? "true" : null);
    parts.put(
        "DEFAULT", type.defaultValue() == null ? null : Spelling.literal(type.defaultValue()));
    parts.put("ELEMENT", type.element());
    parts.put(
        "DELIMITER", type.delimiter().equals(",") ? null : Spelling.literal(type.delimiter()));
    parts.put("COLLATABLE", type.collatable() ? "true" : null);
    return parts;
  }
}

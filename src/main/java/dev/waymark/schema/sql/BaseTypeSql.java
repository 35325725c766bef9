package dev.waymark.schema.sql;

import dev.waymark.schema.BaseType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Types that functions of their own read and write. */
final class BaseTypeSql {
  private BaseTypeSql() {}

  static Pieces write(BaseType type, Pieces pieces, Spelling spelling) {
    String name = spelling.name(type.namespace(), type.name());
    // Its functions take and give the type, which has but its name by then.
    pieces.add("CREATE TYPE " + name + ";");
    var late = new Pieces(pieces.object(), Set.of());
    late.add("CREATE TYPE " + name + " (\n    " + String.join(",\n    ", parts(type)) + "\n);");
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

  private static List<String> parts(BaseType type) {
    var parts = new ArrayList<String>();
    put(parts, "INPUT", type.input());
    put(parts, "OUTPUT", type.output());
    put(parts, "RECEIVE", type.receive());
    put(parts, "SEND", type.send());
    put(parts, "TYPMOD_IN", type.modifierInput());
    put(parts, "TYPMOD_OUT", type.modifierOutput());
    put(parts, "ANALYZE", type.analyze());
    put(parts, "SUBSCRIPT", type.subscript());
    put(parts, "INTERNALLENGTH", type.length() == null ? "VARIABLE" : type.length().toString());
    if (type.byValue()) {
      parts.add("PASSEDBYVALUE");
    }
    put(parts, "ALIGNMENT", type.alignment());
    put(parts, "STORAGE", type.storage());
    put(parts, "CATEGORY", type.category().equals("U") ? null : Spelling.literal(type.category()));
    put(parts, "PREFERRED", type.preferred() ? "true" : null);
    put(
        parts,
        "DEFAULT",
        type.defaultValue() == null ? null : Spelling.literal(type.defaultValue()));
    put(parts, "ELEMENT", type.element());
    put(
        parts,
        "DELIMITER",
        type.delimiter().equals(",") ? null : Spelling.literal(type.delimiter()));
    put(parts, "COLLATABLE", type.collatable() ? "true" : null);
    return parts;
  }

  private static void put(List<String> parts, String word, String value) {
    if (value != null) {
      parts.add(word + " = " + value);
    }
  }
}

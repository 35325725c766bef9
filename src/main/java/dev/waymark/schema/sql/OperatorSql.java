package dev.waymark.schema.sql;

import dev.waymark.schema.Operator;
import dev.waymark.schema.OperatorClass;
import dev.waymark.schema.OperatorFamily;
import java.util.ArrayList;

/** Operators, and how index methods use them. */
final class OperatorSql {
  private static final String MEMBERS = "members";

  private OperatorSql() {}

  static Pieces operator(Operator operator, Pieces pieces, Spelling spelling) {
    String name = spelling.name(operator.namespace()) + "." + operator.name();
    var parts = new ArrayList<String>();
    parts.add("FUNCTION = " + operator.function());
    for (String word : new String[] {"LEFTARG", "RIGHTARG", "COMMUTATOR", "NEGATOR"}) {
      String text = spelling.text(pieces.object(), word);
      if (text != null) {
        parts.add(word + " = " + text);
      }
    }
    if (operator.restrictionEstimator() != null) {
      parts.add("RESTRICT = " + operator.restrictionEstimator());
    }
    if (operator.joinEstimator() != null) {
      parts.add("JOIN = " + operator.joinEstimator());
    }
    if (operator.hashes()) {
      parts.add("HASHES");
    }
    if (operator.merges()) {
      parts.add("MERGES");
    }
    pieces.add("CREATE OPERATOR " + name + " (\n    " + String.join(",\n    ", parts) + "\n);");
    return Said.of(
        "OPERATOR " + name + " (" + operator.arguments() + ")",
        operator.owner(),
        operator.comment(),
        pieces,
        spelling);
  }

  static Pieces family(OperatorFamily family, Pieces pieces, Spelling spelling) {
    String name =
        "OPERATOR FAMILY "
            + spelling.name(family.namespace(), family.name())
            + " USING "
            + spelling.name(family.method());
    pieces.add("CREATE " + name + ";");
    String members = spelling.text(pieces.object(), MEMBERS);
    if (members != null) {
      pieces.later(MEMBERS, "ALTER " + name + " ADD\n    " + members + ";");
    }
    return Said.of(name, family.owner(), family.comment(), pieces, spelling);
  }

  static Pieces operatorClass(OperatorClass operators, Pieces pieces, Spelling spelling) {
    String using = " USING " + spelling.name(operators.method());
    String name = spelling.name(operators.namespace(), operators.name());
    String members = spelling.text(pieces.object(), MEMBERS);
    String stored = operators.storedType();
    // At least one thing must be said, and this changes nothing.
    String storage =
        stored != null
            ? (members == null ? "" : ",\n    ") + "STORAGE " + stored
            : members == null ? "STORAGE " + operators.type() : "";
    pieces.add(
        "CREATE OPERATOR CLASS "
            + name
            + (operators.defaultForType() ? " DEFAULT" : "")
            + " FOR TYPE "
            + operators.type()
            + using
            + " FAMILY "
            + operators.family()
            + " AS\n    "
            + (members == null ? "" : members)
            + storage
            + ";");
    return Said.of(
        "OPERATOR CLASS " + name + using, operators.owner(), operators.comment(), pieces, spelling);
  }
}

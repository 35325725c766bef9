package dev.waymark.schema.sql;

import dev.waymark.schema.Function;
import dev.waymark.schema.Procedure;

/** Functions and procedures, as the server prints them. */
final class RoutineSql {
  private static final String BODY = "body";

  private RoutineSql() {}

  static Pieces function(Function function, Pieces pieces, Spelling spelling) {
    String name = signature(function.namespace(), function.name(), function.arguments(), spelling);
    define(function.definition(), pieces);
    Said.dependsOnExtensions(pieces, spelling);
    return Said.ofUsable(
        "FUNCTION " + name,
        "FUNCTION " + name,
        function.owner(),
        function.comment(),
        function.grants(),
        pieces,
        spelling);
  }

  static Pieces procedure(Procedure procedure, Pieces pieces, Spelling spelling) {
    String name =
        signature(procedure.namespace(), procedure.name(), procedure.arguments(), spelling);
    define(procedure.definition(), pieces);
    Said.dependsOnExtensions(pieces, spelling);
    return Said.ofUsable(
        "PROCEDURE " + name,
        "PROCEDURE " + name,
        procedure.owner(),
        procedure.comment(),
        procedure.grants(),
        pieces,
        spelling);
  }

  static String signature(String namespace, String name, String arguments, Spelling spelling) {
    return spelling.name(namespace, name) + "(" + arguments + ")";
  }

  /** A body that is stored as it was parsed needs all that it names. */
  private static void define(String definition, Pieces pieces) {
    String whole = definition.stripTrailing() + ";";
    int body =
        Math.max(definition.lastIndexOf("\nBEGIN ATOMIC"), definition.lastIndexOf("\nRETURN "));
    if (pieces.apart(BODY) && body > 0) {
      pieces.add(definition.substring(0, body) + "\nAS 'SELECT NULL';");
      pieces.later(BODY, whole);
    } else {
      pieces.add(whole);
    }
  }
}

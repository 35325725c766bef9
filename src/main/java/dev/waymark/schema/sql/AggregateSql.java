package dev.waymark.schema.sql;

import dev.waymark.schema.Aggregate;
import java.util.Locale;

/** Aggregate functions, of which the server prints no definition. */
final class AggregateSql {
  private AggregateSql() {}

  static Pieces write(Aggregate aggregate, Pieces pieces, Spelling spelling) {
    String name = spelling.name(aggregate.namespace(), aggregate.name());
    var parts = new DefinitionParts();
    parts.put("SFUNC", aggregate.transitionFunction());
    parts.put("STYPE", aggregate.stateType());
    text(parts, "SSPACE", pieces, spelling);
    parts.put("FINALFUNC", aggregate.finalFunction());
    text(parts, "FINALFUNC_EXTRA", pieces, spelling);
    text(parts, "FINALFUNC_MODIFY", pieces, spelling);
    parts.put("COMBINEFUNC", aggregate.combineFunction());
    parts.put("SERIALFUNC", aggregate.serializationFunction());
    parts.put("DESERIALFUNC", aggregate.deserializationFunction());
    literal(parts, "INITCOND", aggregate.initialCondition());
    parts.put("MSFUNC", aggregate.movingTransitionFunction());
    parts.put("MINVFUNC", aggregate.movingInverseFunction());
    parts.put("MSTYPE", aggregate.movingStateType());
    text(parts, "MSSPACE", pieces, spelling);
    parts.put("MFINALFUNC", aggregate.movingFinalFunction());
    text(parts, "MFINALFUNC_EXTRA", pieces, spelling);
    text(parts, "MFINALFUNC_MODIFY", pieces, spelling);
    literal(parts, "MINITCOND", aggregate.movingInitialCondition());
    text(parts, "SORTOP", pieces, spelling);
    if (!aggregate.parallel().equals("unsafe")) {
      parts.add("PARALLEL = " + aggregate.parallel().toUpperCase(Locale.ROOT));
    }
    if (aggregate.type().equals("hypothetical-set")) {
      parts.add("HYPOTHETICAL");
    }
    pieces.add(
        "CREATE AGGREGATE "
            + name
            + "("
            + arguments("arguments", pieces, spelling)
            + ") "
            + parts
            + ";");
    return Said.ofUsable(
        "AGGREGATE " + name + "(" + arguments("signature", pieces, spelling) + ")",
        "FUNCTION " + name + "(" + aggregate.arguments() + ")",
        aggregate.owner(),
        aggregate.comment(),
        aggregate.grants(),
        pieces,
        spelling);
  }

  private static String arguments(String text, Pieces pieces, Spelling spelling) {
    String arguments = spelling.text(pieces.object(), text);
    return arguments == null || arguments.isEmpty() ? "*" : arguments;
  }

  private static void literal(DefinitionParts parts, String word, String value) {
    parts.put(word, value == null ? null : Spelling.literal(value));
  }

  private static void text(DefinitionParts parts, String word, Pieces pieces, Spelling spelling) {
    String text = spelling.text(pieces.object(), word);
    if (text != null) {
      parts.add(text.isEmpty() ? word : word + " = " + text);
    }
  }
}

package dev.waymark.migration.script;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.misc.Interval;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Data_typeContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.IdentifierContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Identifier_reservedContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_qualified_nameContext;

/**
 * A name as PostgreSQL understands it: unquoted letters made small, quotes taken off.
 *
 * @param schema the schema; null if none is written
 * @param name the name
 */
record SqlName(String schema, String name) {

  static SqlName of(Schema_qualified_nameContext context) {
    String first = of(context.identifier());
    List<Identifier_reservedContext> rest = context.identifier_reserved();
    return rest.isEmpty()
        ? new SqlName(null, first)
        // Of three parts the first is the database, which can only be the current one.
        : new SqlName(
            rest.size() == 1 ? first : folded(source(rest.get(0))),
            folded(source(rest.get(rest.size() - 1))));
  }

  /** A type's name; empty for an array, a set, a type with parameters or one of SQL's own. */
  static Optional<SqlName> of(Data_typeContext context) {
    var named = context.predefined_type().schema_qualified_name_nontype();
    boolean plain =
        named != null
            && context.getChildCount() == 1
            && context.predefined_type().getChildCount() == 1;
    if (!plain) {
      return Optional.empty();
    }
    return Optional.of(
        named.schema == null
            ? new SqlName(null, folded(source(named)))
            : new SqlName(of(named.schema), folded(source(named.identifier_reserved_nontype()))));
  }

  static String of(IdentifierContext context) {
    return folded(source(context));
  }

  /** The text of a node with its spaces, as it stands in the script. */
  static String source(ParserRuleContext context) {
    return context
        .getStart()
        .getInputStream()
        .getText(Interval.of(context.getStart().getStartIndex(), context.getStop().getStopIndex()));
  }

  static String folded(String written) {
    if (written.startsWith("\"")) {
      return written.substring(1, written.length() - 1).replace("\"\"", "\"");
    }
    // Only ASCII: what else the server makes small depends on its encoding.
    StringBuilder folded = new StringBuilder(written);
    for (int index = 0; index < folded.length(); index++) {
      char letter = folded.charAt(index);
      if (letter >= 'A' && letter <= 'Z') {
        folded.setCharAt(index, (char) (letter + ('a' - 'A')));
      }
    }
    return folded.toString();
  }

  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}

package dev.waymark.migration.script;

import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.ALTER;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.CAST_EXPRESSION;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.TYPE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Cast_specificationContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Data_typeContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.If_existsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.If_not_existsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_createContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Type_coercionContext;

/** Where a statement's own text makes a string a value of a type, which PostgreSQL does at once. */
final class EnumUses {

  /** A string that becomes a value of the type. */
  record Use(SqlName type, String label, int line) {}

  private EnumUses() {}

  static boolean mayAdd(SourceStatement statement) {
    return statement.type(0) == ALTER && statement.type(1) == TYPE;
  }

  /** The name of the type that the statement makes, be it that of a table's rows. */
  static Optional<String> createdType(StatementContext tree) {
    return create(tree)
        .map(
            create ->
                create.create_type_statement() != null
                    ? create.create_type_statement().name
                    : create.create_domain_statement() != null
                        ? create.create_domain_statement().name
                        : create.create_table_statement() != null
                            ? create.create_table_statement().name
                            : null)
        .map(name -> SqlName.of(name).name());
  }

  /** Whether it may do nothing at all, so that its expressions are never looked at. */
  static boolean isConditional(StatementContext tree) {
    return Grammar.below(tree, ParserRuleContext.class)
        .anyMatch(node -> node instanceof If_existsContext || node instanceof If_not_existsContext);
  }

  /** All uses; none in a function, whose body is read when it is called. */
  static Stream<Use> in(StatementContext tree, KnownTables tables) {
    if (create(tree).map(create -> create.create_function_statement()).isPresent()) {
      return Stream.empty();
    }
    List<Use> uses = new ArrayList<>();
    Grammar.below(tree, ParserRuleContext.class)
        .forEach(
            node -> {
              if (node instanceof Type_coercionContext coercion && coercion.data_type() != null) {
                add(uses, coercion.data_type(), Literal.of(coercion.sconst()), node);
              } else if (node instanceof Cast_specificationContext cast && cast.CAST() != null) {
                add(uses, cast.data_type(), Literal.alone(cast.vex()), node);
              } else if (isColonCast(node)) {
                add(
                    uses,
                    (Data_typeContext) node.getChild(2),
                    Literal.alone((ParserRuleContext) node.getChild(0)),
                    node);
              }
            });
    return Stream.concat(uses.stream(), ColumnUses.in(tree, tables));
  }

  private static boolean isColonCast(ParserRuleContext node) {
    return node.getChildCount() == 3
        && node.getChild(1) instanceof TerminalNode middle
        && middle.getSymbol().getType() == CAST_EXPRESSION;
  }

  private static void add(
      List<Use> uses, Data_typeContext type, Optional<String> label, ParserRuleContext node) {
    SqlName.of(type)
        .flatMap(name -> label.map(value -> new Use(name, value, node.getStart().getLine())))
        .ifPresent(uses::add);
  }

  static Optional<Schema_createContext> create(StatementContext tree) {
    return Optional.ofNullable(tree.schema_statement()).map(schema -> schema.schema_create());
  }
}

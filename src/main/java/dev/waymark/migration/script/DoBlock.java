package dev.waymark.migration.script;

import static dev.waymark.migration.script.StatementKind.NON_TRANSACTIONAL;
import static dev.waymark.migration.script.StatementKind.ORDINARY;
import static dev.waymark.migration.script.StatementKind.UNDECIDABLE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.CALL;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.COMMIT;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.ROLLBACK;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Additional_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Anonymous_blockContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Script_additionalContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Script_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Transaction_statementContext;

/** {@code DO}: the only body that is looked into, because it runs at once. */
final class DoBlock {
  private static final Set<Integer> TELLING = Set.of(COMMIT, ROLLBACK, CALL);

  private DoBlock() {}

  static StatementKind kind(Anonymous_blockContext block) {
    Optional<String> body = body(block);
    if (body.isEmpty()) {
      return UNDECIDABLE;
    }
    List<Token> tokens = ScriptLexer.tokens(body.get(), 1);
    if (tokens.stream().noneMatch(token -> TELLING.contains(token.getType()))) {
      return ORDINARY;
    }
    return Grammar.block(tokens).map(DoBlock::kind).orElse(UNDECIDABLE);
  }

  /** The tokens of the body of a {@code DO}; empty for other statements, languages and escapes. */
  static Optional<List<Token>> executed(ParsedStatement statement) {
    return statement
        .tree()
        .map(StatementContext::script_statement)
        .map(Script_statementContext::script_additional)
        .map(Script_additionalContext::additional_statement)
        .map(Additional_statementContext::anonymous_block)
        .flatMap(
            block ->
                body(block)
                    .map(body -> ScriptLexer.tokens(body, block.sconst(0).getStart().getLine())));
  }

  private static StatementKind kind(ParserRuleContext tree) {
    boolean commits =
        Grammar.below(tree, Transaction_statementContext.class)
            .anyMatch(statement -> statement.lock_table() == null);
    if (commits) {
      return NON_TRANSACTIONAL;
    }
    boolean calls =
        Grammar.below(tree, TerminalNode.class)
            .anyMatch(leaf -> leaf.getSymbol().getType() == CALL);
    return calls ? UNDECIDABLE : ORDINARY;
  }

  /** Empty if it is in another language than PL/pgSQL, or escaped. */
  private static Optional<String> body(Anonymous_blockContext block) {
    int language = block.children.indexOf(block.LANGUAGE()) + 1;
    if (language > 0 && !isPlpgsql((ParserRuleContext) block.getChild(language))) {
      return Optional.empty();
    }
    return block.sconst().stream()
        .filter(literal -> language == 0 || literal != block.getChild(language))
        .findFirst()
        .flatMap(Literal::of);
  }

  private static boolean isPlpgsql(ParserRuleContext language) {
    return SqlName.folded(SqlName.source(language).replace("'", "")).equals("plpgsql");
  }
}

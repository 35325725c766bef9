package dev.waymark.migration.script;

import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.ABORT;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.BEGIN;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.COMMIT;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.END;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.NO;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.PREPARE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.PREPARED;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.ROLLBACK;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.START;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.TRANSACTION;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.WORK;

import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * What a statement that begins or ends a transaction does.
 *
 * @param act what it does
 * @param plain whether it says nothing beyond that: no isolation level, no {@code AND CHAIN}
 */
record ControlStatement(Act act, boolean plain) {

  /** The closed set of what such a statement does. */
  enum Act {
    BEGINS,
    COMMITS,
    ROLLS_BACK,
    /** Prepares a transaction for a second phase, or ends one that is prepared. */
    TWO_PHASE
  }

  private static final Set<Integer> WORDS = Set.of(WORK, TRANSACTION);
  private static final Set<Integer> FIRST =
      Set.of(ABORT, BEGIN, COMMIT, END, PREPARE, ROLLBACK, START);

  /** Whether a statement begins like one: known without a tree. */
  static boolean mayBe(SourceStatement statement) {
    return FIRST.contains(statement.type(0));
  }

  static ControlStatement of(ParsedStatement statement) {
    List<Integer> types =
        ScriptLexer.tokens(statement.source().text(), 1).stream().map(Token::getType).toList();
    int first = types.get(0);
    if (first == PREPARE || types.contains(PREPARED)) {
      return new ControlStatement(Act.TWO_PHASE, false);
    }
    boolean noChain = types.contains(NO);
    boolean plain = noChain || types.subList(1, types.size()).stream().allMatch(WORDS::contains);
    Act act =
        first == BEGIN || first == START
            ? Act.BEGINS
            : first == COMMIT || first == END ? Act.COMMITS : Act.ROLLS_BACK;
    return new ControlStatement(act, plain);
  }
}

package dev.waymark.migration.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;

/** pgcodekeeper's grammar, asked for one statement at a time. */
final class Grammar {
  /** The most tokens that are worth a tree: what is longer is data, or made to take long. */
  static final int LONGEST = 20_000;

  /** The most parentheses in each other: reading them takes the square of their number. */
  static final int DEEPEST = 300;

  private Grammar() {}

  /** The statement's tree; empty if the grammar does not know it, or if it is too large. */
  static Optional<StatementContext> statement(SourceStatement statement) {
    return statement.length() > LONGEST || statement.depth() > DEEPEST
        ? Optional.empty()
        : parse(ScriptLexer.tokens(statement.text(), statement.line()), SQLParser::sql)
            .map(sql -> sql.statement(0));
  }

  /** The tree of a PL/pgSQL body; empty if the grammar does not know it, or if it is too long. */
  static Optional<ParserRuleContext> block(List<Token> tokens) {
    return tokens.size() > LONGEST ? Optional.empty() : parse(tokens, SQLParser::plpgsql_function);
  }

  /** All nodes of the type below the given one. */
  static <T extends ParseTree> Stream<T> below(ParseTree root, Class<T> type) {
    Stream.Builder<T> found = Stream.builder();
    // Not by recursion: a condition of ten thousand terms is a tree as deep.
    Deque<ParseTree> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      ParseTree node = open.pop();
      if (type.isInstance(node)) {
        found.add(type.cast(node));
      }
      for (int child = node.getChildCount() - 1; child >= 0; child--) {
        open.push(node.getChild(child));
      }
    }
    return found.build();
  }

  private static <T> Optional<T> parse(List<Token> tokens, Function<SQLParser, T> rule) {
    // SLL is many times faster; where it fails, LL alone shows whether the statement is at fault.
    return parse(tokens, rule, PredictionMode.SLL).or(() -> parse(tokens, rule, PredictionMode.LL));
  }

  private static <T> Optional<T> parse(
      List<Token> tokens, Function<SQLParser, T> rule, PredictionMode mode) {
    var parser = new SQLParser(new CommonTokenStream(new ListTokenSource(tokens)));
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    parser.getInterpreter().setPredictionMode(mode);
    try {
      return Optional.of(rule.apply(parser));
    } catch (ParseCancellationException | StackOverflowError unknown) {
      return Optional.empty();
    }
  }
}

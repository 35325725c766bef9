package dev.waymark.migration.script;

import java.util.Optional;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;

/** One statement with its tree, which is grown when it is first asked for. */
final class ParsedStatement {
  private final SourceStatement source;
  private Optional<StatementContext> tree;
  private Statement statement;

  ParsedStatement(SourceStatement source) {
    this.source = source;
  }

  SourceStatement source() {
    return source;
  }

  /** What the grammar makes of it; empty if the grammar does not know it. */
  Optional<StatementContext> tree() {
    if (tree == null) {
      tree = Grammar.statement(source);
    }
    return tree;
  }

  /** What it is, without the grammar's types. */
  Statement statement() {
    if (statement == null) {
      statement = Classification.of(this);
    }
    return statement;
  }

  StatementKind kind() {
    return statement().kind();
  }

  String command() {
    return statement().command();
  }

  int line() {
    return source.line();
  }
}

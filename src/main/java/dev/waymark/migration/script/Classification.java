package dev.waymark.migration.script;

import static dev.waymark.migration.script.StatementKind.NON_TRANSACTIONAL;
import static dev.waymark.migration.script.StatementKind.ORDINARY;
import static dev.waymark.migration.script.StatementKind.SETTING;
import static dev.waymark.migration.script.StatementKind.TRANSACTIONAL;
import static dev.waymark.migration.script.StatementKind.TRANSACTION_CONTROL;
import static dev.waymark.migration.script.StatementKind.UNDECIDABLE;
import static dev.waymark.migration.script.StatementKind.UNKNOWN;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.ALTER;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.CAST_EXPRESSION;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.COPY;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.DELETE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.INSERT;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.LEFT_PAREN;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.MERGE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.SELECT;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.SYSTEM;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.TABLE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.UPDATE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.VACUUM;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.VALUES;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.WITH;

import java.util.Locale;
import java.util.Optional;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Additional_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Alter_database_actionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Alter_partitionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Drop_statementsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_alterContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_createContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_dropContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Script_additionalContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Script_transactionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Set_actionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;

/**
 * What a statement is to the transaction around it: the places in PostgreSQL's source that call
 * {@code PreventInTransactionBlock}, found in the statement's tree.
 */
final class Classification {
  private final ParsedStatement parsed;

  private Classification(ParsedStatement parsed) {
    this.parsed = parsed;
  }

  static Statement of(ParsedStatement parsed) {
    return new Classification(parsed).statement();
  }

  private Statement statement() {
    return switch (parsed.source().type(0)) {
      // No query can leave the transaction it is in, and a script of data is not worth a tree.
      case SELECT, INSERT, UPDATE, DELETE, MERGE, VALUES, WITH, TABLE, LEFT_PAREN, COPY ->
          is(ORDINARY);
      // The grammar lags behind its options, but nothing else begins like this.
      case VACUUM -> is(NON_TRANSACTIONAL, "VACUUM");
      default -> parsed.tree().map(this::of).orElseGet(this::withoutTree);
    };
  }

  private Statement withoutTree() {
    // Not in the grammar at all.
    boolean alterSystem = parsed.source().type(0) == ALTER && parsed.source().type(1) == SYSTEM;
    return alterSystem ? is(NON_TRANSACTIONAL, "ALTER SYSTEM") : is(UNKNOWN);
  }

  private Statement of(StatementContext tree) {
    if (tree.schema_statement() != null) {
      var schema = tree.schema_statement();
      return schema.schema_create() != null
          ? create(schema.schema_create())
          : schema.schema_alter() != null
              ? alter(schema.schema_alter())
              : drop(schema.schema_drop());
    }
    if (tree.script_statement() == null) {
      return is(ORDINARY);
    }
    var script = tree.script_statement();
    return script.script_transaction() != null
        ? transaction(script.script_transaction())
        : additional(script.script_additional());
  }

  private Statement create(Schema_createContext create) {
    if (create.create_database_statement() != null) {
      return is(NON_TRANSACTIONAL, "CREATE DATABASE");
    }
    if (create.create_tablespace_statement() != null) {
      return is(NON_TRANSACTIONAL, "CREATE TABLESPACE");
    }
    if (create.create_subscription_statement() != null) {
      return is(Subscriptions.kind(create.create_subscription_statement()), "CREATE SUBSCRIPTION");
    }
    var index = create.create_index_statement();
    if (index != null && index.CONCURRENTLY() != null) {
      return is(NON_TRANSACTIONAL, "CREATE INDEX CONCURRENTLY");
    }
    return create.set_statement() == null ? is(ORDINARY) : set(create.set_statement().set_action());
  }

  private Statement set(Set_actionContext set) {
    boolean ofTransaction =
        set.LOCAL() != null
            || set.CONSTRAINTS() != null
            || (set.TRANSACTION() != null && set.CHARACTERISTICS() == null);
    return is(ofTransaction ? TRANSACTIONAL : SETTING);
  }

  private Statement alter(Schema_alterContext alter) {
    if (alter.alter_database_statement() != null) {
      Alter_database_actionContext action =
          alter.alter_database_statement().alter_database_action();
      boolean moves =
          action != null && (action.set_tablespace() != null || action.TABLESPACE() != null);
      return moves ? is(NON_TRANSACTIONAL, "ALTER DATABASE SET TABLESPACE") : is(ORDINARY);
    }
    if (alter.alter_subscription_statement() != null) {
      var action = alter.alter_subscription_statement().alter_subscription_action();
      return is(Subscriptions.kind(action), "ALTER SUBSCRIPTION");
    }
    Alter_partitionContext partition =
        alter.alter_table_statement() == null
            ? null
            : alter.alter_table_statement().alter_partition();
    return partition != null && partition.CONCURRENTLY() != null
        ? is(NON_TRANSACTIONAL, "DETACH PARTITION CONCURRENTLY")
        : is(ORDINARY);
  }

  private Statement drop(Schema_dropContext drop) {
    if (drop.drop_database_statement() != null) {
      return is(NON_TRANSACTIONAL, "DROP DATABASE");
    }
    Drop_statementsContext other = drop.drop_statements();
    if (other == null) {
      return is(ORDINARY);
    }
    if (other.TABLESPACE() != null) {
      return is(NON_TRANSACTIONAL, "DROP TABLESPACE");
    }
    if (other.INDEX() != null && other.CONCURRENTLY() != null) {
      return is(NON_TRANSACTIONAL, "DROP INDEX CONCURRENTLY");
    }
    // It must not if it has a slot to drop, which ALTER SUBSCRIPTION may have taken from it.
    return is(other.SUBSCRIPTION() != null ? UNDECIDABLE : ORDINARY);
  }

  private Statement transaction(Script_transactionContext transaction) {
    // Only savepoints are named.
    boolean inside = transaction.lock_table() != null || transaction.identifier() != null;
    return is(inside ? TRANSACTIONAL : TRANSACTION_CONTROL);
  }

  private Statement additional(Script_additionalContext additional) {
    if (additional.CALL() != null) {
      // The procedure may commit.
      return is(UNDECIDABLE);
    }
    if (additional.DISCARD() != null) {
      return additional.ALL() != null ? is(NON_TRANSACTIONAL, "DISCARD ALL") : is(ORDINARY);
    }
    return Optional.ofNullable(additional.additional_statement())
        .map(this::additional)
        .orElseGet(() -> is(ORDINARY));
  }

  private Statement additional(Additional_statementContext additional) {
    if (additional.anonymous_block() != null) {
      return is(DoBlock.kind(additional.anonymous_block()), "DO");
    }
    if (additional.RESET() != null) {
      return is(SETTING);
    }
    if (additional.cluster_stmt() != null) {
      // Of a partitioned table, PostgreSQL clusters the partitions one by one.
      return additional.cluster_stmt().schema_qualified_name() == null
          ? is(NON_TRANSACTIONAL, "CLUSTER of all tables")
          : is(UNDECIDABLE);
    }
    return additional.reindex_stmt() == null
        ? is(ORDINARY)
        : is(Reindex.kind(additional.reindex_stmt()), Reindex.command(additional.reindex_stmt()));
  }

  private Statement is(StatementKind kind) {
    // Two keywords name a command: ALTER TABLE, ROLLBACK PREPARED. What follows one is a name.
    int second = parsed.source().type(1);
    boolean keyword = second > 0 && second < CAST_EXPRESSION;
    return is(kind, parsed.source().words(keyword ? 2 : 1).toUpperCase(Locale.ROOT));
  }

  private Statement is(StatementKind kind, String command) {
    return new Statement(kind, command, parsed.line(), parsed.source().text());
  }
}

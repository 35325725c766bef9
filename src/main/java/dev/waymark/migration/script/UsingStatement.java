package dev.waymark.migration.script;

import dev.waymark.migration.script.Dropped.Named;
import dev.waymark.migration.script.UsedRelation.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_table_as_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.From_primaryContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Indirection_identifierContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Insert_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_qualified_nameContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Update_setContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Update_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.VexContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.With_queryContext;

/** The relations for whose rows PostgreSQL asks for rights before it executes a statement. */
final class UsingStatement {
  /** Rows that are written down, as many as there may be, need no tree. */
  private static final String[] WRITTEN_DOWN = {"VALUES", "DEFAULT", "OVERRIDING"};

  private UsingStatement() {}

  /** Those of an INSERT of rows that are written down; none of any other statement. */
  static List<UsedRelation> ofWords(ParsedStatement parsed) {
    Words words = Words.of(parsed.source().text(), parsed.line());
    if (!words.are(0, "INSERT", "INTO")) {
      return List.of();
    }
    List<String> name = new ArrayList<>();
    int next = 1;
    do {
      words.name(next + 1).ifPresent(name::add);
      next += 2;
    } while (words.is(next, "."));
    if (words.is(next, "AS")) {
      next += 2;
    }
    List<String> columns = new ArrayList<>();
    if (words.is(next, "(")) {
      do {
        words.name(next + 1).ifPresent(columns::add);
        next += 2;
      } while (words.is(next, ","));
      next++;
    }
    return name.isEmpty() || !words.is(next, WRITTEN_DOWN)
        ? List.of()
        : List.of(
            new UsedRelation(
                Use.INSERTED,
                new Named(
                    name.size() > 1 ? name.get(name.size() - 2) : null,
                    name.get(name.size() - 1),
                    null),
                columns));
  }

  /** Those of any statement that reads or writes rows by itself. */
  static List<UsedRelation> of(StatementContext tree) {
    if (tree.data_statement() != null) {
      return of((ParserRuleContext) tree.data_statement());
    }
    return Optional.ofNullable(tree.schema_statement())
        .map(it -> it.schema_create())
        .map(it -> it.create_table_as_statement())
        .map(Create_table_as_statementContext::select_stmt)
        .map(it -> of((ParserRuleContext) it))
        .orElse(List.of());
  }

  private static List<UsedRelation> of(ParserRuleContext query) {
    Set<String> local =
        Grammar.below(query, With_queryContext.class)
            .map(it -> SqlName.of(it.query_name))
            .collect(Collectors.toSet());
    return Stream.of(
            Grammar.below(query, From_primaryContext.class)
                .filter(it -> it.schema_qualified_name() != null && isReadInAnyCase(it))
                .map(From_primaryContext::schema_qualified_name)
                .filter(
                    it -> SqlName.of(it).schema() != null || !local.contains(SqlName.of(it).name()))
                .map(it -> used(Use.READ, it, List.of())),
            Grammar.below(query, Insert_stmt_for_psqlContext.class)
                .map(
                    it ->
                        used(
                            Use.INSERTED,
                            it.insert_table_name,
                            it.insert_columns() == null
                                ? List.of()
                                : names(it.insert_columns().indirection_identifier()))),
            Grammar.below(query, Update_stmt_for_psqlContext.class)
                .map(
                    it ->
                        used(
                            Use.UPDATED,
                            it.update_table_name,
                            it.update_set().stream()
                                .flatMap(set -> names(set.indirection_identifier()).stream())
                                .toList())))
        .flatMap(it -> it)
        .distinct()
        .toList();
  }

  /**
   * Not in an expression, nor in a query of WITH: what is found to be without effect there,
   * PostgreSQL leaves out before it asks for rights.
   */
  private static boolean isReadInAnyCase(From_primaryContext from) {
    for (RuleContext around = from.getParent(); around != null; around = around.getParent()) {
      if (around instanceof VexContext
          || around instanceof Update_setContext
          || around instanceof With_queryContext) {
        return false;
      }
    }
    return true;
  }

  private static UsedRelation used(
      Use use, Schema_qualified_nameContext name, List<String> columns) {
    return new UsedRelation(use, Named.of(SqlName.of(name)), columns);
  }

  private static List<String> names(List<Indirection_identifierContext> columns) {
    return columns.stream().map(it -> SqlName.of(it.identifier())).toList();
  }
}

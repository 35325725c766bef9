package dev.waymark.migration.script;

import java.util.ArrayList;
import java.util.List;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_actionContext;

/**
 * A column that a statement gives another type.
 *
 * @param column its name
 * @param using what its values are made of, as it stands there; null if PostgreSQL casts them
 */
public record ConvertedColumn(String column, String using) {

  /** Those of a statement as it is executed; none if it is not known. */
  public static List<ConvertedColumn> of(String sql) {
    List<ConvertedColumn> columns = new ArrayList<>();
    for (SourceStatement statement : SplitScript.of(sql).statements()) {
      new ParsedStatement(statement)
          .tree()
          .ifPresent(
              tree ->
                  Grammar.below(tree, Table_actionContext.class)
                      .filter(ConvertedColumn::converts)
                      .map(ConvertedColumn::of)
                      .forEach(columns::add));
    }
    return columns;
  }

  private static boolean converts(Table_actionContext action) {
    return action.column != null
        && action.column_action() != null
        && action.column_action().data_type() != null;
  }

  private static ConvertedColumn of(Table_actionContext action) {
    var change = action.column_action();
    return new ConvertedColumn(
        SqlName.of(action.column), change.USING() == null ? null : SqlName.source(change.vex()));
  }
}

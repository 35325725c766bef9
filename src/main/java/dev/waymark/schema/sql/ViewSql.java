package dev.waymark.schema.sql;

import dev.waymark.schema.MaterializedView;
import dev.waymark.schema.View;
import dev.waymark.schema.ViewColumn;
import java.util.List;
import java.util.stream.Collectors;

/** Views, also materialised ones. */
final class ViewSql {
  private static final String QUERY = "query";

  private ViewSql() {}

  static Pieces view(View view, Pieces pieces, Spelling spelling) {
    String name = spelling.name(view.namespace(), view.name());
    String with =
        view.options().isEmpty() ? "" : " WITH (" + spelling.parameters(view.options()) + ")";
    if (pieces.apart(QUERY)) {
      // What others need of it are its columns.
      pieces.add("CREATE VIEW " + name + " AS\n SELECT " + empty(view, spelling) + ";");
      pieces.later(QUERY, "CREATE OR REPLACE VIEW " + name + with + " AS\n" + view.definition());
    } else {
      pieces.add("CREATE VIEW " + name + with + " AS\n" + view.definition());
    }
    for (ViewColumn column : view.columns()) {
      if (column.defaultValue() != null) {
        pieces.later(
            "default " + column.name(),
            "ALTER VIEW "
                + name
                + " ALTER COLUMN "
                + spelling.name(column.name())
                + " SET DEFAULT "
                + column.defaultValue()
                + ";");
      }
    }
    Said.of("VIEW " + name, view.owner(), view.comment(), pieces, spelling);
    columnComments(name, view.columns(), pieces, spelling);
    GrantSql.on("TABLE " + name, view.owner(), false, view.grants(), pieces, spelling);
    columnGrants(name, view.owner(), view.columns(), pieces, spelling);
    return pieces;
  }

  private static String empty(View view, Spelling spelling) {
    return view.columns().stream()
        .map(
            column ->
                "NULL::"
                    + column.type()
                    + (column.collation() == null ? "" : " COLLATE " + column.collation())
                    + " AS "
                    + spelling.name(column.name()))
        .collect(Collectors.joining(",\n    "));
  }

  static Pieces materializedView(MaterializedView view, Pieces pieces, Spelling spelling) {
    String name = spelling.name(view.namespace(), view.name());
    var sql = new StringBuilder("CREATE MATERIALIZED VIEW ").append(name);
    if (view.accessMethod() != null && !view.accessMethod().equals("heap")) {
      sql.append(" USING ").append(spelling.name(view.accessMethod()));
    }
    if (!view.storageParameters().isEmpty()) {
      sql.append(" WITH (").append(spelling.parameters(view.storageParameters())).append(')');
    }
    if (view.tablespace() != null) {
      sql.append(" TABLESPACE ").append(spelling.name(view.tablespace()));
    }
    String query = view.definition().replaceFirst(";\\s*$", "");
    pieces.add(sql.append(" AS\n").append(query).append("\n  WITH NO DATA;").toString());
    Said.of("MATERIALIZED VIEW " + name, view.owner(), view.comment(), pieces, spelling);
    spelling.texts(pieces.object()).values().forEach(pieces::add);
    columnComments(name, view.columns(), pieces, spelling);
    GrantSql.on("TABLE " + name, view.owner(), false, view.grants(), pieces, spelling);
    columnGrants(name, view.owner(), view.columns(), pieces, spelling);
    if (view.populated()) {
      pieces.later("content", Phase.CONTENT, "REFRESH MATERIALIZED VIEW " + name + ";");
    }
    return pieces;
  }

  private static void columnComments(
      String view, List<ViewColumn> columns, Pieces pieces, Spelling spelling) {
    for (ViewColumn column : columns) {
      Said.comment("COLUMN " + view + "." + spelling.name(column.name()), column.comment(), pieces);
    }
  }

  private static void columnGrants(
      String view, String owner, List<ViewColumn> columns, Pieces pieces, Spelling spelling) {
    for (ViewColumn column : columns) {
      GrantSql.onColumn(view, column.name(), owner, column.grants(), pieces, spelling);
    }
  }
}

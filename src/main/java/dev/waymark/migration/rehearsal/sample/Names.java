package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import dev.waymark.schema.ObjectId;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names as they stand in statements. */
final class Names {
  private Names() {}

  static String of(ObjectId table) {
    return Sql.identifier(table.namespace()) + "." + Sql.identifier(table.name());
  }

  static String list(Collection<String> names) {
    return names.stream().map(Sql::identifier).collect(Collectors.joining(", "));
  }

  /** Whether a printed expression may name the column; it may as well be another word of it. */
  static boolean occurs(String column, String expression) {
    return expression.contains(Sql.identifier(column))
        || Pattern.compile("(?<![\\w$\"])" + Pattern.quote(column) + "(?![\\w$\"])")
            .matcher(expression)
            .find();
  }
}

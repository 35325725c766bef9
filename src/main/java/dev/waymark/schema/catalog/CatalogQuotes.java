package dev.waymark.schema.catalog;

import dev.waymark.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Quotes around names where the server puts them, as {@code quote_ident} says. */
final class CatalogQuotes {
  private final Set<String> keywords = new HashSet<>();

  CatalogQuotes(ResultSet row) throws SQLException {
    while (row.next()) {
      keywords.add(row.getString("word"));
    }
  }

  String around(String name) {
    return plain(name) && !keywords.contains(name) ? name : Sql.identifier(name);
  }

  private static boolean plain(String name) {
    for (int position = 0; position < name.length(); position++) {
      char character = name.charAt(position);
      boolean letter = character >= 'a' && character <= 'z' || character == '_';
      boolean digit = character >= '0' && character <= '9';
      if (!letter && (!digit || position == 0)) {
        return false;
      }
    }
    return true;
  }
}

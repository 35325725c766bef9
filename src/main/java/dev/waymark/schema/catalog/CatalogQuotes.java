package dev.waymark.schema.catalog;

import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Quotes around names where the server puts them, as {@code quote_ident} says. */
public final class CatalogQuotes {
  private final Set<String> keywords = new HashSet<>();

  private CatalogQuotes() {}

  CatalogQuotes(ResultSet row) throws SQLException {
    while (row.next()) {
      keywords.add(row.getString("word"));
    }
  }

  /** Asks for what it has to know, with others; it may be used once these are answered. */
  public static CatalogQuotes with(RoundTrip others) {
    var quotes = new CatalogQuotes();
    others.read(CatalogQuery.text("keywords"), row -> quotes.keywords.add(row.getString("word")));
    return quotes;
  }

  /** The name as an identifier of SQL, quoted only if it has to be. */
  public String around(String name) {
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

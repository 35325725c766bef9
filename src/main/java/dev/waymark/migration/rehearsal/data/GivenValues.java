package dev.waymark.migration.rehearsal.data;

import dev.waymark.database.Sql;
import dev.waymark.schema.Identities;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What rows have in a column that was added after them: the default of that moment, which the
 * column need not have any more, and not one that it was given later.
 *
 * @param noted the values that PostgreSQL keeps for such rows, by table and column
 * @param expressions the defaults with which columns were added, where there were any
 * @param bare the columns that were added without one
 * @param written the tables whose rows were written anew, for which it keeps none
 */
record GivenValues(
    Map<String, String> noted,
    Map<String, String> expressions,
    Set<String> bare,
    Set<Long> written) {
  private static final String GIVEN = Sql.read(GivenValues.class, "given_values.sql");

  /** As the copy has them. */
  static GivenValues of(Connection copy, FirstDefaults defaults, Identities identities)
      throws SQLException {
    Map<String, String> noted = new HashMap<>();
    Set<Long> written = new HashSet<>();
    try (var statement = copy.createStatement();
        var row = statement.executeQuery(GIVEN)) {
      while (row.next()) {
        long table = row.getLong("relation");
        String column = row.getString("column");
        if (column == null) {
          written.add(table);
        } else {
          noted.putIfAbsent(key(table, column), row.getString("value"));
        }
      }
    }
    Map<String, String> expressions = new HashMap<>();
    Set<String> bare = new HashSet<>();
    for (long table : Set.copyOf(identities.objects().values())) {
      identities
          .columns(table)
          .forEach(
              (number, name) ->
                  defaults
                      .of(table, number)
                      .ifPresent(
                          it ->
                              it.ifPresentOrElse(
                                  value -> expressions.put(key(table, name), value),
                                  () -> bare.add(key(table, name)))));
    }
    return new GivenValues(noted, expressions, bare, written);
  }

  /** The expression that gave each row its value; empty if that is not known. */
  Optional<String> expression(long table, String column) {
    return Optional.ofNullable(expressions.get(key(table, column)));
  }

  /** The value that the rows have, as text; empty if PostgreSQL has noted none. */
  Optional<String> value(long table, String column) {
    return Optional.ofNullable(noted.get(key(table, column)));
  }

  /** Whether the rows certainly have no value in a column that is not computed. */
  boolean isNone(long table, String column) {
    return !noted.containsKey(key(table, column))
        && (!written.contains(table) || bare.contains(key(table, column)));
  }

  private static String key(long table, String column) {
    return table + " " + column;
  }
}

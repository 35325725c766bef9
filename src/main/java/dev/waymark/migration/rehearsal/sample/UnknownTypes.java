package dev.waymark.migration.rehearsal.sample;

import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Asks PostgreSQL which texts are values of types that are not its own. */
final class UnknownTypes {
  private static final List<String> TEXTS =
      List.of(
          "1",
          "2",
          "3",
          "a=>1",
          "a",
          "b",
          "c",
          "(1,1)",
          "[1,2]",
          "{}",
          "POINT(1 1)",
          "POINT(2 2)",
          "POINT(3 3)",
          "LINESTRING(0 0,1 1)",
          "POLYGON((0 0,1 0,1 1,0 0))",
          "MULTIPOINT(1 1)",
          "MULTILINESTRING((0 0,1 1))",
          "MULTIPOLYGON(((0 0,1 0,1 1,0 0)))",
          "1.0",
          "1.0.0",
          "1/1",
          "10.0.0.1",
          "978-0-393-04002-9",
          "00000000-0000-4000-8000-000000000001",
          "2020-01-01",
          "[]",
          "");

  /** That of a vector with as many elements as its type has for its limit. */
  private static final int MOST_ELEMENTS = 16_000;

  private static final int ENOUGH = 3;

  private final SampleSession session;
  private final Types types;
  private final Map<Typed, List<String>> known = new LinkedHashMap<>();
  private final Set<Typed> seen = new LinkedHashSet<>();

  private UnknownTypes(SampleSession session, Types types) {
    this.session = session;
    this.types = types;
  }

  /** Literals of each such type of the tables, in the connection's transaction. */
  static TypeValues values(Connection connection, TableCatalog catalog) throws SQLException {
    var unknown = new UnknownTypes(new SampleSession(connection), catalog.types());
    for (Table table : catalog.tables()) {
      for (Column column : table.columns()) {
        unknown.add(column.typed());
      }
    }
    return new TypeValues(catalog.types(), unknown.known);
  }

  private void add(Typed typed) throws SQLException {
    if (!seen.add(typed)) {
      return;
    }
    Type type = types.of(typed);
    switch (type.form()) {
      case SCALAR -> {
        if (!type.builtin() && !type.text()) {
          known.put(typed, literals(typed));
        }
      }
      case DOMAIN, RANGE, MULTIRANGE -> add(type.madeOf());
      case ARRAY -> add(new TypeValues(types, Map.of()).element(typed));
      case COMPOSITE -> {
        for (Typed field : type.fields()) {
          add(field);
        }
      }
      case ENUM, PSEUDO -> {}
    }
  }

  private List<String> literals(Typed typed) throws SQLException {
    List<String> literals = new ArrayList<>();
    for (String text : texts(typed).toList()) {
      if (literals.size() < ENOUGH
          && session.evaluates("SELECT " + typed.cast(Sql.literal(text)))) {
        literals.add(text);
      }
    }
    return literals;
  }

  private static Stream<String> texts(Typed typed) {
    int limit = typed.modifier();
    return limit > 0 && limit <= MOST_ELEMENTS
        ? Stream.concat(
            Stream.of("1", "2", "3").map(it -> "[" + it + ("," + it).repeat(limit - 1) + "]"),
            TEXTS.stream())
        : TEXTS.stream();
  }
}

package dev.waymark.migration.rehearsal.sample;

import dev.waymark.schema.ObjectId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;

/**
 * Puts rows into tables: first into all, many of them in one round trip, then one by one into those
 * that are still empty.
 */
final class Filling {
  /** A transaction holds a lock for each table and index, and the server has so many. */
  private static final int TABLES_IN_A_TRANSACTION = 50;

  private static final String NOT_ALLOWED = "42501";

  /**
   * What is written is printed with standard_conforming_strings. A constraint is asked when a row
   * comes in, whatever it waits for otherwise. The rows are as lost as the database if the server
   * crashes.
   */
  private static final String BEGIN =
      """
      SET LOCAL standard_conforming_strings = on;
      SET LOCAL statement_timeout = '10s';
      SET LOCAL lock_timeout = '5s';
      SET LOCAL synchronous_commit = off;
      SET LOCAL jit = off;
      SET CONSTRAINTS ALL IMMEDIATE;
      """;

  /** Outlives the savepoint that it is set before. */
  private static final String AT = "waymark.sample";

  private final Connection connection;
  private final FillingOrder.Order order;
  private final TypeValues values;
  private final Map<Long, Integer> rows = new HashMap<>();
  private final Map<Long, Place> places;
  private final Map<Long, String> reasons = new HashMap<>();
  private final Set<Long> watched = new HashSet<>();

  Filling(Connection connection, FillingOrder.Order order, TypeValues values) {
    this.connection = connection;
    this.order = order;
    this.places = new HashMap<>(order.places());
    this.values = values;
  }

  /** How many rows the table has. */
  int rows(Table table) {
    return rows.getOrDefault(table.oid(), 0);
  }

  private Place place(Table table) {
    return places.getOrDefault(table.oid(), Place.USUAL);
  }

  /** Why it has none. */
  String reason(Table table) {
    return reasons.getOrDefault(table.oid(), "PostgreSQL took no row, and did not say why");
  }

  void run() throws SQLException {
    List<FillingOrder.Unit> some = new ArrayList<>();
    int tables = 0;
    for (FillingOrder.Unit unit : order.units()) {
      some.add(unit);
      tables += unit.tables().size();
      if (tables >= TABLES_IN_A_TRANSACTION) {
        fillTogether(some);
        some.clear();
        tables = 0;
      }
    }
    if (!some.isEmpty()) {
      fillTogether(some);
    }
    for (FillingOrder.Unit unit : order.units()) {
      for (Table table : unit.tables()) {
        if (rows(table) == 0) {
          fillAlone(table);
        }
      }
    }
  }

  /** Each in a savepoint of its own: what fails is left empty, and the others go on behind it. */
  private void fillTogether(List<FillingOrder.Unit> units) throws SQLException {
    execute(BEGIN);
    for (int next = 0; next < units.size(); ) {
      var script = new StringBuilder();
      for (int number = next; number < units.size(); number++) {
        script
            .append("SET LOCAL %s = '%d';\n".formatted(AT, number))
            .append(script(units.get(number)));
      }
      try {
        execute(script.toString());
        next = units.size();
      } catch (SQLException exception) {
        int failed = rollBack();
        units.get(failed).tables().forEach(it -> failed(it, exception));
        next = failed + 1;
      }
    }
    count(units.stream().flatMap(it -> it.tables().stream()).toList());
    connection.commit();
  }

  private String script(FillingOrder.Unit unit) {
    String inserts =
        unit.tables().stream().map(it -> insert(it, Recipe.USUAL)).collect(Collectors.joining());
    return inSavepoint(
        unit.tables(),
        unit.ahead()
            ? "SET CONSTRAINTS ALL DEFERRED;\n" + inserts + "SET CONSTRAINTS ALL IMMEDIATE;\n"
            : inserts);
  }

  private String insert(Table table, Recipe recipe) {
    return SampleInsert.of(table, place(table), recipe, values) + ";\n";
  }

  /** What acts on rows is off for as long, but where the role may not switch it. */
  private String inSavepoint(List<Table> tables, String statements) {
    var script = new StringBuilder("SAVEPOINT waymark;\n");
    var restored = new StringBuilder();
    for (Table table : tables) {
      if (!watched.contains(table.oid())) {
        for (Bystander bystander : table.bystanders()) {
          script.append(bystander.silence(table.sqlName())).append(";\n");
          restored.append(bystander.restore(table.sqlName())).append(";\n");
        }
      }
    }
    return script
        .append(statements)
        .append(restored)
        .append("RELEASE SAVEPOINT waymark;\n")
        .toString();
  }

  /** Returns the number of the unit that failed. */
  private int rollBack() throws SQLException {
    execute("ROLLBACK TO SAVEPOINT waymark");
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_catalog.current_setting('" + AT + "')")) {
      row.next();
      return row.getInt(1);
    }
  }

  private void count(List<Table> tables) throws SQLException {
    String counts =
        tables.stream()
            .map(
                it ->
                    "SELECT %d, pg_catalog.count(*) FROM ONLY ".formatted(it.oid()) + it.sqlName())
            .collect(Collectors.joining(" UNION ALL "));
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(counts)) {
      while (row.next()) {
        rows.put(row.getLong(1), row.getInt(2));
      }
    }
  }

  private void fillAlone(Table table) throws SQLException {
    String missing = missing(table);
    if (missing != null) {
      reasons.put(table.oid(), missing);
      return;
    }
    execute(BEGIN);
    if (!table.bystanders().isEmpty() && attempt(table, Recipe.USUAL) == 0) {
      attempt(table, Recipe.USUAL);
    }
    if (rows(table) == 0) {
      refuse(table);
      attempt(table, Recipe.USUAL);
    }
    for (Recipe recipe : Recipe.OTHERS) {
      if (rows(table) == 0) {
        attempt(table, recipe);
      }
    }
    if (rows(table) == 0) {
      reasons.remove(table.oid());
      for (Recipe recipe : Recipe.oneByOne()) {
        if (rows(table) < Recipe.ROWS) {
          attempt(table, recipe);
        }
      }
    }
    connection.commit();
  }

  /** Leaves out the candidates that a check fails for, instead of being true or false of them. */
  private void refuse(Table table) throws SQLException {
    Map<String, Set<String>> refused = new HashMap<>();
    for (var column : SampleInsert.candidates(table, place(table), values).entrySet()) {
      if (!evaluates(together(column.getValue().values()))) {
        for (var candidate : column.getValue().entrySet()) {
          if (!evaluates(candidate.getValue())) {
            refused
                .computeIfAbsent(column.getKey(), any -> new HashSet<>())
                .add(candidate.getKey());
          }
        }
      }
    }
    places.put(table.oid(), place(table).without(refused));
  }

  private static String together(Collection<String> queries) {
    return queries.stream().collect(Collectors.joining(") UNION ALL (", "(", ")"));
  }

  private boolean evaluates(String query) throws SQLException {
    try {
      execute("SAVEPOINT waymark; " + query + "; RELEASE SAVEPOINT waymark");
      return true;
    } catch (SQLException exception) {
      execute("ROLLBACK TO SAVEPOINT waymark");
      return false;
    }
  }

  /** The foreign key that makes rows impossible; null for none. */
  private String missing(Table table) {
    for (ForeignKey key : table.foreignKeys()) {
      List<Table> referenced =
          order.units().stream()
              .flatMap(it -> it.tables().stream())
              .filter(it -> it.holds(key.referenced()))
              .toList();
      if (table.requires(key)
          && !table.refersToItself(key)
          && !place(table).ahead().contains(key)
          && !referenced.isEmpty()
          && referenced.stream().allMatch(it -> rows(it) == 0)) {
        return emptyReference(key);
      }
    }
    return null;
  }

  private static String emptyReference(ForeignKey key) {
    ObjectId referenced = key.referencedTable();
    return "foreign key \"%s\" refers to \"%s.%s\", which has no row"
        .formatted(key.name(), referenced.namespace(), referenced.name());
  }

  /** Returns how many rows it put in. */
  private int attempt(Table table, Recipe recipe) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(inSavepoint(List.of(table), insert(table, recipe)));
      int inserted = 0;
      do {
        inserted += Math.max(0, statement.getUpdateCount());
      } while (statement.getMoreResults() || statement.getUpdateCount() >= 0);
      rows.merge(table.oid(), inserted, Integer::sum);
      return inserted;
    } catch (SQLException exception) {
      execute("ROLLBACK TO SAVEPOINT waymark");
      failed(table, exception);
      return 0;
    }
  }

  private void failed(Table table, SQLException exception) {
    if (NOT_ALLOWED.equals(exception.getSQLState())) {
      watched.add(table.oid());
    }
    String message =
        exception instanceof PSQLException said && said.getServerErrorMessage() != null
            ? said.getServerErrorMessage().getMessage()
            : exception.getMessage();
    reasons.putIfAbsent(table.oid(), message);
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}

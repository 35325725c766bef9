package dev.waymark.migration.rehearsal.sample;

import java.sql.SQLException;
import java.util.ArrayList;
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
  private static final String TOOK_TOO_LONG = "57014";

  private final SampleSession session;
  private final FillingOrder.Order order;
  private final TypeValues values;
  private final Map<Long, Place> places;
  private final Map<Long, Integer> rows = new HashMap<>();
  private final Map<Long, String> reasons = new HashMap<>();

  /** Tables of which the role may not switch what acts on their rows. */
  private final Set<Long> watched = new HashSet<>();

  private final Set<Long> givenUp = new HashSet<>();

  Filling(SampleSession session, FillingOrder.Order order, TypeValues values) {
    this.session = session;
    this.order = order;
    this.values = values;
    this.places = new HashMap<>(order.places());
  }

  /** How many rows the table has. */
  int rows(Table table) {
    return rows.getOrDefault(table.oid(), 0);
  }

  /** Why it has none. */
  String reason(Table table) {
    return reasons.get(table.oid());
  }

  void run() throws SQLException {
    List<FillingOrder.Unit> some = new ArrayList<>();
    for (FillingOrder.Unit unit : order.units()) {
      some.add(unit);
      if (tables(some).size() >= TABLES_IN_A_TRANSACTION) {
        fillTogether(some);
        some.clear();
      }
    }
    if (!some.isEmpty()) {
      fillTogether(some);
    }
    for (Table table : tables(order.units())) {
      if (rows(table) == 0 && !givenUp.contains(table.oid())) {
        fillAlone(table);
      } else if (rows(table) < Recipe.ROWS && table.choosesValues(values.types())) {
        addTo(table);
      }
    }
  }

  private static List<Table> tables(List<FillingOrder.Unit> units) {
    return units.stream().flatMap(it -> it.tables().stream()).toList();
  }

  /** What fails is left empty, and the others go on behind it. */
  private void fillTogether(List<FillingOrder.Unit> units) throws SQLException {
    session.begin();
    for (int next = 0; next < units.size(); ) {
      var steps = new StringBuilder();
      for (int number = next; number < units.size(); number++) {
        steps.append(SampleSession.step(number, script(units.get(number))));
      }
      try {
        session.execute(steps.toString());
        next = units.size();
      } catch (SQLException exception) {
        int failed = session.undo();
        units.get(failed).tables().forEach(it -> failed(it, exception));
        next = failed + 1;
      }
    }
    rows.putAll(session.count(tables(units)));
    session.commit();
  }

  private String script(FillingOrder.Unit unit) {
    String inserts =
        unit.tables().stream()
            .map(it -> insert(it, Recipe.USUAL))
            .collect(Collectors.joining(";\n"));
    return unwatched(
        unit.tables(),
        unit.ahead()
            ? "SET CONSTRAINTS ALL DEFERRED;\n" + inserts + ";\nSET CONSTRAINTS ALL IMMEDIATE"
            : inserts);
  }

  private String insert(Table table, Recipe recipe) {
    return SampleInsert.of(table, place(table), recipe, values);
  }

  private Place place(Table table) {
    return places.getOrDefault(table.oid(), Place.USUAL);
  }

  /** What acts on rows is off for as long, where the role may switch it. */
  private String unwatched(List<Table> tables, String statements) {
    List<String> script = new ArrayList<>(List.of(statements));
    for (Table table : tables) {
      if (!watched.contains(table.oid())) {
        for (Bystander bystander : table.bystanders()) {
          script.add(0, bystander.silence(table.sqlName()));
          script.add(bystander.restore(table.sqlName()));
        }
      }
    }
    return String.join(";\n", script);
  }

  private void fillAlone(Table table) throws SQLException {
    String missing = EmptyReference.of(table, place(table), tables(order.units()), this::rows);
    if (missing != null) {
      reasons.put(table.oid(), missing);
      return;
    }
    session.begin();
    if (!table.bystanders().isEmpty()) {
      attempt(table, Recipe.USUAL);
    }
    if (rows(table) == 0) {
      places.put(table.oid(), EvaluableCandidates.of(table, place(table), values, session));
      attempt(table, Recipe.USUAL);
    }
    for (Recipe recipe : Recipe.OTHERS) {
      if (rows(table) == 0) {
        attempt(table, recipe);
      }
    }
    if (rows(table) == 0) {
      // The reason is that of the first of these, which is a plain row.
      reasons.remove(table.oid());
      for (Recipe recipe : Recipe.oneByOne()) {
        if (rows(table) < Recipe.ROWS) {
          attempt(table, recipe);
        }
      }
    }
    reasons.putIfAbsent(
        table.oid(), "the rows that its foreign keys refer to do not go together, or are none");
    session.commit();
  }

  /** Other combinations may be taken where the first ones were the same in what is unique. */
  private void addTo(Table table) throws SQLException {
    session.begin();
    for (Recipe recipe : Recipe.more()) {
      if (rows(table) < Recipe.ROWS) {
        attempt(table, recipe);
      }
    }
    session.commit();
  }

  private void attempt(Table table, Recipe recipe) throws SQLException {
    if (givenUp.contains(table.oid())) {
      return;
    }
    try {
      String statements = unwatched(List.of(table), insert(table, recipe));
      rows.merge(table.oid(), session.insert(statements), Integer::sum);
    } catch (SQLException exception) {
      failed(table, exception);
    }
  }

  private void failed(Table table, SQLException exception) {
    if (NOT_ALLOWED.equals(exception.getSQLState())) {
      watched.add(table.oid());
    }
    if (TOOK_TOO_LONG.equals(exception.getSQLState())) {
      givenUp.add(table.oid());
    }
    String message =
        exception instanceof PSQLException said && said.getServerErrorMessage() != null
            ? said.getServerErrorMessage().getMessage()
            : exception.getMessage();
    reasons.putIfAbsent(table.oid(), message);
  }
}

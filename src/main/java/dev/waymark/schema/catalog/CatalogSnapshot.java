package dev.waymark.schema.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.RoundTrip;
import dev.waymark.schema.Kind;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;
import dev.waymark.schema.SchemaObject;
import dev.waymark.schema.ServerVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One read-only transaction in which the catalogs are read: everything, or what a reader that
 * remembers has to read again.
 */
final class CatalogSnapshot {
  /**
   * Rows fetched at once: bounds the memory for the largest schemas, is one fetch for all others.
   */
  private static final int FETCH_SIZE = 20_000;

  /**
   * Everything that has a say in how expressions are printed is fixed, so that the same schema
   * reads the same for every role: the settings that pg_dump fixes (setup_connection in pg_dump.c),
   * and the time zone and currency for constants. Compiling a query (jit) would take longer than
   * running it; so would sorting for a merge join, which looks cheap to the planner because it
   * expects a tenth of the rows. Printing a view takes a weak lock on what it reads, for which a
   * report must not wait as long as a migration runs. SET LOCAL ends with the transaction, so a
   * transaction pooler loses nothing.
   */
  private static final String BEGIN =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;\n"
          + CatalogReader.PRINTED_ALIKE
          + """
      ;
      SET LOCAL lock_timeout = '2s';
      SET LOCAL jit = off;
      SET LOCAL random_page_cost = 1;
      SET LOCAL enable_mergejoin = off""";

  private static final CatalogQuery SERVER = CatalogQuery.of("server");
  private static final CatalogQuery KINDS = CatalogQuery.of("kinds");

  /**
   * How many relations are few: all that is read of them comes in one answer. What is known of more
   * is put together while the server is at the rest, which takes longer than the way there.
   */
  static final int FEW = 1_000;

  private CatalogSnapshot() {}

  record Server(
      ServerVersion version, String runningSince, List<String> namespaces, long relations) {}

  /**
   * What the first answer says.
   *
   * @param few the kinds that there can be objects of, where there are few of them
   */
  record First(Server server, Optional<Set<Kind>> few) {}

  /** What a read begins with. */
  sealed interface Start {
    /** What was read before; null for nothing that is of use. */
    default LastRead before() {
      return null;
    }
  }

  /** Everything is to be read. */
  record Nothing() implements Start {}

  /** Nothing is. */
  record Known(LastRead before) implements Start {}

  /**
   * Some of it is.
   *
   * @param relations that may be printed otherwise than before, those that are gone among them
   */
  record Changed(LastRead before, Set<Long> relations) implements Start {}

  /** Says what a read begins with, once the first questions are answered. */
  @FunctionalInterface
  interface Beginning {
    Start after(First first) throws SQLException;
  }

  /**
   * What was read.
   *
   * @param runningSince when the server was started
   * @param relations what indexes and constraints are bound to, by oid
   */
  record Read(Schema schema, String runningSince, Map<Long, ObjectId> relations) {
    int server() {
      return schema.server().number();
    }
  }

  /**
   * Reads what the filter admits.
   *
   * @param connection in auto-commit mode, and left so
   * @param found where the objects are put that are read
   * @param also adds what else is asked in the same snapshot, with what is asked first
   * @throws IllegalArgumentException if the connection is not in auto-commit mode
   */
  static Read read(
      Connection connection,
      FoundObjects found,
      NamespaceFilter filter,
      Consumer<RoundTrip> also,
      Beginning beginning)
      throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalArgumentException("Reading a schema needs a connection in auto-commit mode");
    }
    connection.setAutoCommit(false);
    try {
      First first = first(connection, filter, also);
      Start start = beginning.after(first);
      if (start instanceof Known known) {
        return new Read(
            known.before().schema(), first.server().runningSince(), known.before().relations());
      }
      return start instanceof Changed changed
          ? readAgain(connection, found, first, changed)
          : new Read(
              schema(connection, found, first), first.server().runningSince(), found.relations());
    } finally {
      // Nothing was written; a rollback also ends a transaction that failed.
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static First first(
      Connection connection, NamespaceFilter filter, Consumer<RoundTrip> also) throws SQLException {
    Object[] wanted = filter.names().map(names -> names.toArray()).orElse(null);
    var servers = new ArrayList<Server>();
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    RoundTrip first = new RoundTrip().run(BEGIN);
    SERVER.with(first, row -> servers.add(server(row, filter)), wanted);
    if (wanted != null) {
      // Those that are wanted may be more than are read; a kind may be named in vain.
      KINDS.with(first, row -> kinds.add(CatalogRelations.kind(row)), wanted);
    }
    also.accept(first);
    first.over(connection);
    Server server = servers.get(0);
    return new First(
        server,
        wanted != null && server.relations() <= FEW ? Optional.of(kinds) : Optional.empty());
  }

  private static Server server(ResultSet row, NamespaceFilter filter) throws SQLException {
    var version = new ServerVersion(row.getInt(1), row.getString(2));
    var namespaces =
        Arrays.stream((String[]) row.getArray(4).getArray())
            .filter(filter::admitsNamespace)
            .toList();
    return new Server(version, row.getString(3), namespaces, row.getLong(5));
  }

  private static Schema schema(Connection connection, FoundObjects found, First first)
      throws SQLException {
    Server server = first.server();
    Object[] namespaces = server.namespaces().toArray();
    if (first.few().isPresent()) {
      together(connection, namespaces, first.few().get(), Portion.ALL, found);
    } else {
      var relations = CatalogRelations.read(connection, namespaces);
      relations.addTo(found, connection);
      addOthers(connection, namespaces, relations, found);
    }
    return new Schema(server.version(), server.namespaces(), found.objects());
  }

  /** All in one answer. */
  private static void together(
      Connection connection,
      Object[] namespaces,
      Set<Kind> kinds,
      Portion portion,
      FoundObjects found)
      throws SQLException {
    var others = CatalogRelations.others(kinds);
    try (var rows =
        CatalogRelations.together(others, portion).prepare(connection, namespaces, portion)) {
      rows.execute();
      var relations = CatalogRelations.read(rows, others);
      try (var row = CatalogRelations.next(rows)) {
        addOthers(row, relations.grants(), found);
      }
      relations.addTo(found, connection);
    }
  }

  /** Reads some relations and all other kinds, and puts them in the place of what was known. */
  private static Read readAgain(
      Connection connection, FoundObjects found, First first, Changed changed) throws SQLException {
    Object[] namespaces = first.server().namespaces().toArray();
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    RoundTrip question = new RoundTrip();
    KINDS.with(question, row -> kinds.add(CatalogRelations.kind(row)), namespaces);
    question.over(connection);
    together(connection, namespaces, kinds, Portion.of(changed.relations()), found);
    LastRead before = changed.before();
    Map<Long, ObjectId> relations = new HashMap<>(before.relations());
    Set<ObjectId> readAgain = new HashSet<>();
    for (Long relation : changed.relations()) {
      ObjectId id = relations.remove(relation);
      if (id != null) {
        readAgain.add(id);
      }
    }
    relations.putAll(found.relations());
    Schema schema = before.schema().with(found.objects(), CatalogRelations.KINDS, readAgain);
    return new Read(schema, first.server().runningSince(), relations);
  }

  /** What is neither a table nor bound to one as indexes and constraints are. */
  private static void addOthers(
      Connection connection, Object[] namespaces, CatalogRelations relations, FoundObjects found)
      throws SQLException {
    try (var statement = CatalogQuery.of(relations.otherKinds()).prepare(connection, namespaces)) {
      statement.setFetchSize(FETCH_SIZE);
      try (var row = statement.executeQuery()) {
        addOthers(row, relations.grants(), found);
      }
    }
  }

  private static void addOthers(ResultSet row, CatalogGrants grants, FoundObjects found)
      throws SQLException {
    while (row.next()) {
      found.add(CatalogAddress.of(row), object(row, grants));
    }
  }

  private static SchemaObject object(ResultSet row, CatalogGrants grants) throws SQLException {
    Kind kind = Kind.valueOf(row.getString(1));
    CatalogAddress address = CatalogAddress.of(row);
    String json = row.getString("description");
    try {
      if (grants.none(address)) {
        return SchemaJson.object(kind, json);
      }
      ObjectNode node = SchemaJson.node(json);
      grants.attach(address, node);
      return SchemaJson.object(kind, node);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException(
          "The catalog query of " + kind.list() + " and its record disagree: " + json, exception);
    }
  }
}

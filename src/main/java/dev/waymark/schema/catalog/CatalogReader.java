package dev.waymark.schema.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.RoundTrip;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identities;
import dev.waymark.schema.Kind;
import dev.waymark.schema.NamespaceFilter;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Reads a schema from the catalogs: one read-only transaction, one snapshot, a number of round
 * trips that does not grow with the schema. It needs no privilege beyond that to connect.
 */
public final class CatalogReader {
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

  /** What has a say in how expressions are printed, for the transaction; statements. */
  public static final String PRINTED_ALIKE =
      """
      SET LOCAL search_path = '';
      SET LOCAL quote_all_identifiers = off;
      SET LOCAL standard_conforming_strings = on;
      SET LOCAL datestyle = 'ISO, YMD';
      SET LOCAL intervalstyle = 'postgres';
      SET LOCAL timezone = 'UTC';
      SET LOCAL extra_float_digits = 1;
      SET LOCAL bytea_output = 'hex';
      SET LOCAL lc_monetary = 'C'""";

  private static final CatalogQuery SERVER = CatalogQuery.ofNames("server", "wanted");
  private static final CatalogQuery KINDS = CatalogQuery.ofNames("kinds", "namespaces");

  /**
   * How many relations are few: all that is read of them comes in one answer. What is known of more
   * is put together while the server is at the rest, which takes longer than the way there.
   */
  private static final int FEW = 1_000;

  private final boolean remembers;
  private volatile LastRead last;

  /** One that knows nothing of what it has read before. */
  public CatalogReader() {
    this(false);
  }

  private CatalogReader(boolean remembers) {
    this.remembers = remembers;
  }

  /**
   * One that remembers what it read last: objects that are as they were are not made anew, and what
   * the fingerprint of the catalogs proves to be as it was need not be read.
   */
  public static CatalogReader remembering() {
    return new CatalogReader(true);
  }

  private record Server(ServerVersion version, List<String> namespaces, long relations) {}

  /**
   * What the first answer says.
   *
   * @param few the kinds that there can be objects of, where there are few of them
   */
  private record First(Server server, Optional<Set<Kind>> few) {}

  /**
   * Reads what the filter admits.
   *
   * <p>Definitions are printed by functions that see the newest committed catalogs, not the
   * snapshot: while somebody runs DDL a single read can mix before and after. Reading again, once
   * the change is over, settles it.
   *
   * @param connection in auto-commit mode, and left so
   * @throws IllegalArgumentException if the connection is not in auto-commit mode: somebody's
   *     transaction would be part of the picture, and its end not ours to decide
   * @throws SQLException whatever the driver says, also that PostgreSQL did not get a lock within
   *     two seconds (55P03); the connection is then out of the transaction
   */
  public Schema read(Connection connection, NamespaceFilter filter) throws SQLException {
    return inSnapshot(connection, filter, first -> {}, () -> Optional.empty());
  }

  /**
   * The same, with the fingerprint of the catalogs in that snapshot. What the printing functions
   * see beyond it was changed since, and so makes the next fingerprint another one.
   *
   * @throws IllegalArgumentException as {@link #read}
   * @throws SQLException as {@link #read}
   */
  public FingerprintedSchema readFingerprinted(Connection connection, NamespaceFilter filter)
      throws SQLException {
    var fingerprint = new AtomicReference<String>();
    Schema read =
        inSnapshot(connection, filter, first -> ask(first, fingerprint), () -> Optional.empty());
    return new FingerprintedSchema(
        remembered(connection, filter, fingerprint.get(), read, null), fingerprint.get());
  }

  /**
   * What {@link #readFingerprinted} would read while the catalogs have this fingerprint, if that is
   * what was read last, by the same user.
   *
   * @throws SQLException whatever the driver says
   */
  public Optional<Schema> known(Connection connection, NamespaceFilter filter, String fingerprint)
      throws SQLException {
    LastRead before = last;
    return before == null ? Optional.empty() : before.ifStill(connection, filter, fingerprint);
  }

  private static void ask(RoundTrip first, AtomicReference<String> fingerprint) {
    first.read(ChangeDetector.FINGERPRINT, row -> fingerprint.set(row.getString(1)));
  }

  private Schema remembered(
      Connection connection,
      NamespaceFilter filter,
      String fingerprint,
      Schema read,
      Identities identities)
      throws SQLException {
    if (!remembers) {
      return read;
    }
    LastRead before = last;
    Schema schema = before == null ? read : read.sharing(before.schema());
    LastRead now =
        LastRead.of(connection, filter, new FingerprintedSchema(schema, fingerprint), identities);
    last = before == null ? now : now.knowing(before);
    return schema;
  }

  /**
   * What {@link #readIdentified} would read, for who expects that nothing has changed since: it is
   * asked first whether that is so.
   *
   * @throws IllegalArgumentException as {@link #read}
   * @throws SQLException as {@link #read}
   */
  public IdentifiedSchema identified(Connection connection, NamespaceFilter filter)
      throws SQLException {
    LastRead before = last;
    if (before != null && before.identities() != null) {
      Optional<Schema> still =
          before.ifStill(connection, filter, new ChangeDetector().fingerprint(connection));
      if (still.isPresent()) {
        return new IdentifiedSchema(still.get().trees(), before.identities());
      }
    }
    return readIdentified(connection, filter);
  }

  /**
   * The same, with what the objects are beneath their names. What is known of the catalogs as they
   * are in the snapshot is not read again.
   *
   * @throws IllegalArgumentException as {@link #read}
   * @throws SQLException as {@link #read}
   */
  public IdentifiedSchema readIdentified(Connection connection, NamespaceFilter filter)
      throws SQLException {
    var identities = new CatalogIdentities();
    if (!remembers) {
      Schema schema = inSnapshot(connection, filter, identities::with, () -> Optional.empty());
      return new IdentifiedSchema(schema.trees(), identities.identities());
    }
    var fingerprint = new AtomicReference<String>();
    Schema read =
        inSnapshot(
            connection,
            filter,
            first -> {
              identities.with(first);
              ask(first, fingerprint);
            },
            () -> known(connection, filter, fingerprint.get()));
    Identities numbers = identities.identities();
    return new IdentifiedSchema(
        remembered(connection, filter, fingerprint.get(), read, numbers).trees(), numbers);
  }

  /**
   * The same, with the addresses of the objects.
   *
   * @param also adds what else is asked in the same snapshot, printed alike
   * @throws IllegalArgumentException as {@link #read}
   * @throws SQLException as {@link #read}
   */
  public static AddressedSchema readAddressed(
      Connection connection, NamespaceFilter filter, Consumer<RoundTrip> also) throws SQLException {
    var found = FoundObjects.withAddresses(filter);
    Schema schema = inSnapshot(connection, found, filter, also, () -> Optional.empty());
    return new AddressedSchema(schema, found.addresses());
  }

  /** Whether the schema is known, once the first questions are answered. */
  @FunctionalInterface
  private interface Known {
    Optional<Schema> schema() throws SQLException;
  }

  /**
   * @param also adds what else is asked in the same snapshot, with what is asked first
   */
  private static Schema inSnapshot(
      Connection connection, NamespaceFilter filter, Consumer<RoundTrip> also, Known known)
      throws SQLException {
    return inSnapshot(connection, FoundObjects.alone(filter), filter, also, known);
  }

  private static Schema inSnapshot(
      Connection connection,
      FoundObjects found,
      NamespaceFilter filter,
      Consumer<RoundTrip> also,
      Known known)
      throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalArgumentException("Reading a schema needs a connection in auto-commit mode");
    }
    connection.setAutoCommit(false);
    try {
      First first = first(connection, filter, also);
      Optional<Schema> before = known.schema();
      return before.isPresent() ? before.get() : schema(connection, found, first);
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
        Arrays.stream((String[]) row.getArray(3).getArray())
            .filter(filter::admitsNamespace)
            .toList();
    return new Server(version, namespaces, row.getLong(4));
  }

  private static Schema schema(Connection connection, FoundObjects found, First first)
      throws SQLException {
    Server server = first.server();
    Object[] namespaces = server.namespaces().toArray();
    if (first.few().isPresent()) {
      var others = CatalogRelations.others(first.few().get());
      try (var rows = CatalogRelations.together(others).prepare(connection, namespaces)) {
        rows.execute();
        var relations = CatalogRelations.read(rows, others);
        try (var row = CatalogRelations.next(rows)) {
          addOthers(row, relations.grants(), found);
        }
        relations.addTo(found, connection);
      }
    } else {
      var relations = CatalogRelations.read(connection, namespaces);
      relations.addTo(found, connection);
      addOthers(connection, namespaces, relations, found);
    }
    return new Schema(server.version(), server.namespaces(), found.objects());
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

package dev.waymark.schema.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.RoundTrip;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identities;
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

  private static final CatalogQuery SERVER = CatalogQuery.of("server");
  private static final CatalogQuery KINDS = CatalogQuery.of("kinds");
  private static final CatalogQuery DEPENDENTS = CatalogQuery.of("dependents");

  /**
   * How many relations are few: all that is read of them comes in one answer. What is known of more
   * is put together while the server is at the rest, which takes longer than the way there.
   */
  private static final int FEW = 1_000;

  /** Of how many relations less than one must have changed, for it to be worth asking which. */
  private static final int ONE_IN = 4;

  private final Memory memory;
  private volatile LastRead last;

  /** What a reader does with what it has read before. */
  private enum Memory {
    NONE,
    /** Where there are many relations, and few of them have changed, only these are read. */
    WHERE_IT_PAYS,
    /** However few there are. */
    ALWAYS
  }

  /** One that knows nothing of what it has read before. */
  public CatalogReader() {
    this(Memory.NONE);
  }

  private CatalogReader(Memory memory) {
    this.memory = memory;
  }

  /**
   * One that remembers what it read last: objects that are as they were are not made anew, and what
   * the fingerprint of the catalogs proves to be as it was need not be read.
   */
  public static CatalogReader remembering() {
    return new CatalogReader(Memory.WHERE_IT_PAYS);
  }

  /** The same, and never reads a relation again that nothing says may have changed. */
  static CatalogReader readingChangesOnly() {
    return new CatalogReader(Memory.ALWAYS);
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
    return inSnapshot(
            connection, FoundObjects.alone(filter), filter, first -> {}, first -> new Nothing())
        .schema();
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
    var parts = new CatalogParts();
    return fingerprinted(connection, filter, parts, first -> new Nothing());
  }

  /**
   * The same; what the fingerprint proves to be as it was read last is not read again. It is put
   * together from both.
   *
   * @throws IllegalArgumentException as {@link #read}
   * @throws SQLException as {@link #read}
   */
  public FingerprintedSchema readChanged(Connection connection, NamespaceFilter filter)
      throws SQLException {
    var parts = new CatalogParts();
    return fingerprinted(
        connection, filter, parts, first -> since(connection, filter, first, parts));
  }

  private FingerprintedSchema fingerprinted(
      Connection connection, NamespaceFilter filter, CatalogParts parts, Beginning beginning)
      throws SQLException {
    Read read = inSnapshot(connection, FoundObjects.alone(filter), filter, parts::with, beginning);
    return new FingerprintedSchema(
        remembered(connection, filter, parts, read, null), parts.fingerprint(read.server()));
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

  private Schema remembered(
      Connection connection,
      NamespaceFilter filter,
      CatalogParts parts,
      Read read,
      Identities identities)
      throws SQLException {
    if (memory == Memory.NONE) {
      return read.schema();
    }
    LastRead before = last;
    Schema schema = before == null ? read.schema() : read.schema().sharing(before.schema());
    LastRead now =
        new LastRead(
            connection.getMetaData().getUserName(),
            filter.toString(),
            parts.fingerprint(read.server()),
            parts,
            schema,
            read.relations(),
            identities);
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
    var parts = new CatalogParts();
    var identities = new AtomicReference<Identities>();
    Read read =
        inSnapshot(
            connection,
            FoundObjects.alone(filter),
            filter,
            memory == Memory.NONE ? first -> {} : parts::with,
            first -> {
              Start start = since(connection, filter, first, parts);
              identities.set(identities(connection, start));
              return start;
            });
    return new IdentifiedSchema(
        remembered(connection, filter, parts, read, identities.get()).trees(), identities.get());
  }

  private static Identities identities(Connection connection, Start start) throws SQLException {
    Identities before = start.before() == null ? null : start.before().identities();
    if (before != null && start instanceof Known) {
      return before;
    }
    CatalogIdentities identities =
        before != null && start instanceof Changed changed
            ? CatalogIdentities.since(before, changed.relations())
            : CatalogIdentities.ofAll();
    RoundTrip question = new RoundTrip();
    identities.with(question);
    question.over(connection);
    return identities.identities();
  }

  /** What there is to begin with. */
  private Start since(
      Connection connection, NamespaceFilter filter, First first, CatalogParts parts)
      throws SQLException {
    LastRead before = last;
    if (before == null || !before.isOf(connection, filter)) {
      return new Nothing();
    }
    if (before.fingerprint().equals(parts.fingerprint(first.server().version().number()))) {
      return new Known(before);
    }
    boolean always = memory == Memory.ALWAYS;
    if (!always && first.server().relations() <= FEW) {
      return new Nothing();
    }
    Optional<Set<Long>> changed = parts.changedSince(before.parts());
    if (changed.isEmpty()
        || !before.schema().server().equals(first.server().version())
        || !before.schema().namespaces().equals(first.server().namespaces())) {
      return new Nothing();
    }
    Set<Long> relations = new HashSet<>(changed.get());
    if (always || relations.size() < parts.count() / ONE_IN) {
      RoundTrip question = new RoundTrip();
      DEPENDENTS.with(
          question, row -> relations.add(row.getLong("relation")), changed.get().toArray());
      question.over(connection);
    }
    return always || relations.size() < parts.count() / ONE_IN
        ? new Changed(before, relations)
        : new Nothing();
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
    Read read = inSnapshot(connection, found, filter, also, first -> new Nothing());
    return new AddressedSchema(read.schema(), found.addresses());
  }

  /** What a read begins with. */
  private sealed interface Start {
    /** What was read before; null for nothing that is of use. */
    default LastRead before() {
      return null;
    }
  }

  /** Everything is to be read. */
  private record Nothing() implements Start {}

  /** Nothing is. */
  private record Known(LastRead before) implements Start {}

  /**
   * Some of it is.
   *
   * @param relations that may be printed otherwise than before, those that are gone among them
   */
  private record Changed(LastRead before, Set<Long> relations) implements Start {}

  /** Says what a read begins with, once the first questions are answered. */
  @FunctionalInterface
  private interface Beginning {
    Start after(First first) throws SQLException;
  }

  /**
   * What was read.
   *
   * @param relations what indexes and constraints are bound to, by oid
   */
  private record Read(Schema schema, Map<Long, ObjectId> relations) {
    int server() {
      return schema.server().number();
    }
  }

  /**
   * @param also adds what else is asked in the same snapshot, with what is asked first
   */
  private static Read inSnapshot(
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
        return new Read(known.before().schema(), known.before().relations());
      }
      return start instanceof Changed changed
          ? readAgain(connection, found, first, changed)
          : new Read(schema(connection, found, first), found.relations());
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
    return new Read(schema, relations);
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

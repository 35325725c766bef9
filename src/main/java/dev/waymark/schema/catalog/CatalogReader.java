package dev.waymark.schema.catalog;

import dev.waymark.database.RoundTrip;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identities;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.CatalogSnapshot.Beginning;
import dev.waymark.schema.catalog.CatalogSnapshot.Changed;
import dev.waymark.schema.catalog.CatalogSnapshot.First;
import dev.waymark.schema.catalog.CatalogSnapshot.Known;
import dev.waymark.schema.catalog.CatalogSnapshot.Nothing;
import dev.waymark.schema.catalog.CatalogSnapshot.Read;
import dev.waymark.schema.catalog.CatalogSnapshot.Start;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Reads a schema from the catalogs: one read-only transaction, one snapshot, a number of round
 * trips that does not grow with the schema. It needs no privilege beyond that to connect.
 */
public final class CatalogReader {
  /** What has a say in how expressions are printed, for the transaction; statements. */
  public static final String PRINTED_ALIKE =
      """
      SET LOCAL search_path = pg_catalog, pg_temp;
      SET LOCAL quote_all_identifiers = off;
      SET LOCAL standard_conforming_strings = on;
      SET LOCAL datestyle = 'ISO, YMD';
      SET LOCAL intervalstyle = 'postgres';
      SET LOCAL timezone = 'UTC';
      SET LOCAL extra_float_digits = 1;
      SET LOCAL bytea_output = 'hex';
      SET LOCAL lc_monetary = 'C'""";

  private static final CatalogQuery DEPENDENTS = CatalogQuery.of("dependents");

  /** Of how many relations less than one must have changed, for it to be worth asking which. */
  private static final int ONE_IN = 4;

  /** How many tables, sequences and views are few. */
  private static final int FEW_PARTS = CatalogSnapshot.FEW / ONE_IN;

  /** What the server says of an object that was dropped after the snapshot was taken. */
  private static final String GONE = "XX000";

  private final Memory memory;
  private volatile LastRead last;

  /** One snapshot's reading. */
  @FunctionalInterface
  private interface Attempt<T> {
    T read() throws SQLException;
  }

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

  /** Whether it has read something that the next reading need not read. */
  public boolean remembers() {
    return last != null;
  }

  /** The same, and never reads a relation again that nothing says may have changed. */
  static CatalogReader readingChangesOnly() {
    return new CatalogReader(Memory.ALWAYS);
  }

  /**
   * Reads what the filter admits.
   *
   * <p>Definitions are printed by functions that see the newest committed catalogs, not the
   * snapshot: while somebody runs DDL a single read can mix before and after. Reading again, once
   * the change is over, settles it. Where they find nothing any more to print, it is read again at
   * once.
   *
   * @param connection in auto-commit mode, and left so
   * @throws IllegalArgumentException if the connection is not in auto-commit mode: somebody's
   *     transaction would be part of the picture, and its end not ours to decide
   * @throws SQLException whatever the driver says, also that PostgreSQL did not get a lock within
   *     two seconds (55P03); the connection is then out of the transaction
   */
  public Schema read(Connection connection, NamespaceFilter filter) throws SQLException {
    return unlessGone(
            () ->
                CatalogSnapshot.read(
                    connection,
                    FoundObjects.alone(filter),
                    filter,
                    first -> {},
                    first -> new Nothing()))
        .schema();
  }

  /** Once more where something was dropped under the first snapshot. */
  private static <T> T unlessGone(Attempt<T> attempt) throws SQLException {
    try {
      return attempt.read();
    } catch (SQLException exception) {
      if (!GONE.equals(exception.getSQLState())) {
        throw exception;
      }
      return attempt.read();
    }
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
    return unlessGone(
        () -> fingerprinted(connection, filter, new CatalogParts(), first -> new Nothing()));
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
    return unlessGone(
        () -> {
          var parts = new CatalogParts();
          return fingerprinted(
              connection, filter, parts, first -> since(connection, filter, first, parts));
        });
  }

  private FingerprintedSchema fingerprinted(
      Connection connection, NamespaceFilter filter, CatalogParts parts, Beginning beginning)
      throws SQLException {
    Read read =
        CatalogSnapshot.read(
            connection, FoundObjects.alone(filter), filter, parts::with, beginning);
    return new FingerprintedSchema(
        remembered(filter, parts, read, null),
        parts.fingerprint(read.server(), read.runningSince()));
  }

  /**
   * What {@link #readFingerprinted} would read while the catalogs have this fingerprint, if that is
   * what was read last, over whatever connection.
   */
  public Optional<Schema> known(NamespaceFilter filter, CatalogFingerprint fingerprint) {
    LastRead before = last;
    return before == null ? Optional.empty() : before.ifStill(filter, fingerprint);
  }

  private Schema remembered(
      NamespaceFilter filter, CatalogParts parts, Read read, Identities identities) {
    if (memory == Memory.NONE) {
      return read.schema();
    }
    LastRead before = last;
    Schema schema = before == null ? read.schema() : read.schema().sharing(before.schema());
    LastRead now =
        new LastRead(
            filter.toString(),
            parts.fingerprint(read.server(), read.runningSince()),
            parts,
            schema,
            read.relations(),
            identities);
    last = before == null ? now : now.knowing(before);
    return schema;
  }

  /**
   * What {@link #readIdentified} would read, for a caller that expects that nothing has changed
   * since: it is asked first whether that is so.
   *
   * @throws IllegalArgumentException as {@link #read}
   * @throws SQLException as {@link #read}
   */
  public IdentifiedSchema identified(Connection connection, NamespaceFilter filter)
      throws SQLException {
    LastRead before = last;
    if (before != null && before.identities() != null) {
      Optional<Schema> still = before.ifStill(filter, new ChangeDetector().fingerprint(connection));
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
    return unlessGone(() -> identifiedAnew(connection, filter));
  }

  private IdentifiedSchema identifiedAnew(Connection connection, NamespaceFilter filter)
      throws SQLException {
    var parts = new CatalogParts();
    var all = CatalogIdentities.ofAll();
    boolean atOnce = asksForAllIdentities();
    var identities = new AtomicReference<Identities>();
    Read read =
        CatalogSnapshot.read(
            connection,
            FoundObjects.alone(filter),
            filter,
            first -> {
              if (memory != Memory.NONE) {
                parts.with(first);
              }
              if (atOnce) {
                all.with(first);
              }
            },
            first -> {
              Start start = since(connection, filter, first, parts);
              identities.set(
                  atOnce && !isKnown(start) ? all.identities() : identities(connection, start));
              return start;
            });
    return new IdentifiedSchema(
        remembered(filter, parts, read, identities.get()).trees(), identities.get());
  }

  /** They are too few to ask first which of them may be new, or none is known. */
  private boolean asksForAllIdentities() {
    LastRead before = last;
    return before == null
        || before.identities() == null
        || memory != Memory.ALWAYS && before.parts().count() <= FEW_PARTS;
  }

  private static boolean isKnown(Start start) {
    return start instanceof Known && start.before().identities() != null;
  }

  private static Identities identities(Connection connection, Start start) throws SQLException {
    if (isKnown(start)) {
      return start.before().identities();
    }
    CatalogIdentities identities =
        start instanceof Changed changed && changed.before().identities() != null
            ? CatalogIdentities.since(changed.before().identities(), changed.relations())
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
    if (before == null || !before.isOf(filter)) {
      return new Nothing();
    }
    CatalogFingerprint now =
        parts.fingerprint(first.server().version().number(), first.server().runningSince());
    if (before.fingerprint().equals(now)) {
      return new Known(before);
    }
    if (!before.fingerprint().runningSince().equals(now.runningSince())) {
      return new Nothing();
    }
    boolean always = memory == Memory.ALWAYS;
    if (!always && first.server().relations() <= CatalogSnapshot.FEW) {
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
    Read read = CatalogSnapshot.read(connection, found, filter, also, first -> new Nothing());
    return new AddressedSchema(read.schema(), found.addresses());
  }
}

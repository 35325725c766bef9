package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.database.Meanwhile;
import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identities;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.comparison.Expectation;
import dev.waymark.schema.comparison.InvalidExpectation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** The schemas recorded after runs, in Waymark's own schema of the database they describe. */
public final class RecordedSchemas {
  private static final Logger LOG = Logger.getLogger(RecordedSchemas.class);

  /** How many are kept: enough to look back, and a bound. */
  public static final int KEPT = 20;

  private static final String ACCESS = Sql.read(RecordedSchemas.class, "recorded_access.sql");
  private static final String LATEST = Sql.read(RecordedSchemas.class, "recorded_latest.sql");
  private static final String DOCUMENT = Sql.read(RecordedSchemas.class, "recorded_document.sql");
  private static final String DOCUMENT_OF_LATEST =
      Sql.read(RecordedSchemas.class, "recorded_latest_document.sql");
  private static final String PROOF = Sql.read(RecordedSchemas.class, "proof.sql");
  private static final String PROVE = Sql.read(RecordedSchemas.class, "prove.sql");
  private static final String UNRECORDED = Sql.read(RecordedSchemas.class, "unrecorded_run.sql");
  private static final String KEEP_UNRECORDED =
      Sql.read(RecordedSchemas.class, "keep_unrecorded.sql");
  private static final String KEEP_UNRECORDED_AS_RECORDED =
      Sql.read(RecordedSchemas.class, "keep_unrecorded_as_recorded.sql");
  private static final String FORGET_UNRECORDED =
      Sql.read(RecordedSchemas.class, "forget_unrecorded.sql");

  /** Readers go on; another run or acceptance waits, and then sees what this one has recorded. */
  private static final String LOCK =
      "LOCK TABLE ${own}.recorded_schema IN SHARE ROW EXCLUSIVE MODE";

  private static final String COMPRESSION = Sql.read(RecordedSchemas.class, "fast_compression.sql");

  /** What works out parts of what is recorded. */
  private static final String THREAD = "recorded-schema";

  private static final String RECORD = Sql.read(RecordedSchemas.class, "record.sql");

  private final String ownSchema;
  private volatile Expected.Unavailable failure;
  private volatile boolean wasRead;
  private volatile Remembered remembered;

  /**
   * A recorded schema as it was written or read last.
   *
   * @param identities what its objects were beneath their names; null if this process has not
   *     written them down with it
   */
  private record Remembered(
      RecordedSchema recorded, Expectation expectation, Identities identities) {
    /** Whether the database was exactly that. */
    boolean is(IdentifiedSchema schema) {
      return schema.identities() == identities && schema.objects().equals(expectation.objects());
    }
  }

  /** What a user may do with the recorded schemas. */
  record Access(boolean present, boolean readable, String user) {}

  /**
   * @param ownSchema the name of Waymark's own schema
   */
  public RecordedSchemas(String ownSchema) {
    this.ownSchema = ownSchema;
  }

  /** The name of Waymark's own schema. */
  String ownSchema() {
    return ownSchema;
  }

  /** Why recording failed after the last run of this process; empty if it did not. */
  Optional<Expected.Unavailable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Remembers why the schema could not be recorded, for the reports that need it. */
  public void failed(String reason, String hint) {
    failure = new Expected.Unavailable(reason, hint);
  }

  /** What a change makes of what is recorded. */
  public interface Change {
    /**
     * What is expected from now on.
     *
     * @param old what was expected until now
     * @return empty to leave it as it is
     */
    Optional<Expectation> of(Expectation old) throws SQLException;
  }

  /**
   * Records what a change makes of what is recorded now; no other session records meanwhile. The
   * tables must be there.
   *
   * @param connection in auto-commit mode, and left so
   * @param history whose run is recorded with it; null if none is
   * @param identities what there is beneath its names; null if that is not known
   * @param found what there is: it is expected where nothing is recorded that a database can be
   *     held against, save what was reported as different from an older record, of another version
   *     of PostgreSQL or for other namespaces: that is not what anybody expects. Empty to record
   *     nothing then
   * @return whether it was recorded
   */
  public boolean record(
      Connection connection,
      RecordedBy by,
      String history,
      NamespaceFilter filter,
      Identities identities,
      Optional<Expectation> found,
      Change change)
      throws SQLException {
    var identified = new Meanwhile<>(THREAD, () -> identities == null ? null : identities.text());
    connection.setAutoCommit(false);
    try {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      Newest newest = newest(connection);
      Optional<RecordedSchema> last = Optional.ofNullable(newest.recorded);
      Optional<Expectation> old = newest.read();
      Optional<Expectation> expected =
          old.isPresent() && last.get().usable(filter, major)
              ? change.of(old.get())
              : adopted(connection, found, old);
      RoundTrip changes = new RoundTrip();
      Newest recorded = new Newest();
      if (expected.isPresent()) {
        var fingerprint = new Meanwhile<>(THREAD, expected.get()::fingerprint);
        String document = expected.get().text();
        String runId = by.runId() == null ? last.map(RecordedSchema::runId).orElse("") : by.runId();
        changes.read(COMPRESSION, row -> {});
        changes.read(
            own(RECORD),
            recorded::is,
            runId,
            by.acceptanceId(),
            Schema.FORMAT,
            major,
            filter.describe(),
            fingerprint.result(),
            document,
            identified.result(),
            KEPT);
      }
      if (history != null) {
        changes.run(own(FORGET_UNRECORDED), history);
      }
      changes.run("COMMIT").over(connection);
      connection.commit();
      failure = null;
      expected.ifPresent(it -> remembered = new Remembered(recorded.recorded, it, identities));
      return expected.isPresent();
    } finally {
      // After a commit there is nothing left to roll back.
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** What is recorded last, under the lock; its document unless that is known. */
  private Newest newest(Connection connection) throws SQLException {
    Newest newest = new Newest();
    Remembered known = remembered;
    RoundTrip first = new RoundTrip().run(own(LOCK)).read(own(LATEST), newest::is);
    if (known == null) {
      first.read(own(DOCUMENT_OF_LATEST), newest::has);
    }
    first.over(connection);
    if (known != null && known.recorded().equals(newest.recorded)) {
      newest.known = known.expectation();
    } else if (known != null) {
      new RoundTrip().read(own(DOCUMENT_OF_LATEST), newest::has).over(connection);
    }
    return newest;
  }

  private Optional<Expectation> adopted(
      Connection connection, Optional<Expectation> found, Optional<Expectation> old)
      throws SQLException {
    if (found.isEmpty() || old.isEmpty()) {
      return found;
    }
    Set<ObjectId> open = OpenDifferences.objects(connection, ownSchema);
    return found.map(there -> there.keeping(open, old.get()));
  }

  /** What is recorded last, as it is read under the lock. */
  private static final class Newest {
    private RecordedSchema recorded;
    private String document;
    private Expectation known;

    void is(ResultSet row) throws SQLException {
      recorded = recorded(row);
    }

    void has(ResultSet row) throws SQLException {
      document = row.getString(1);
    }

    Optional<Expectation> read() {
      if (recorded == null || recorded.format() != Schema.FORMAT) {
        return Optional.empty();
      }
      if (known != null) {
        return Optional.of(known);
      }
      try {
        return Optional.of(Expectation.fromText(document));
      } catch (InvalidExpectation | JsonProcessingException exception) {
        LOG.warnf("The recorded schema cannot be understood: %s", exception.getMessage());
        return Optional.empty();
      }
    }
  }

  /** Keeps what the database is when a run is about to apply something. */
  public void begin(Connection connection, String history, UnrecordedRun run) throws SQLException {
    Remembered known = remembered;
    if (known != null && known.is(run.before()) && copied(connection, history, run, known)) {
      return;
    }
    new RoundTrip()
        .run(own(FORGET_UNRECORDED), history)
        .read(COMPRESSION, row -> {})
        .run(
            own(KEEP_UNRECORDED),
            history,
            run.runId(),
            run.historyRank(),
            run.format(),
            run.serverVersion(),
            run.namespaces(),
            Expectation.exactly(run.before().objects()).text(),
            run.before().identities().text())
        .over(connection);
  }

  private boolean copied(Connection connection, String history, UnrecordedRun run, Remembered known)
      throws SQLException {
    var kept = new AtomicBoolean();
    new RoundTrip()
        .run(own(FORGET_UNRECORDED), history)
        .read(
            own(KEEP_UNRECORDED_AS_RECORDED),
            row -> kept.set(true),
            history,
            run.runId(),
            run.historyRank(),
            known.recorded().id())
        .over(connection);
    return kept.get();
  }

  /**
   * What is known when a run begins.
   *
   * @param unrecorded the run of the history whose changes are not recorded: it was cut off, or
   *     could not record them
   * @param latest what is recorded last, without its document; empty if nothing is
   */
  public record Kept(Optional<UnrecordedRun> unrecorded, Optional<RecordedSchema> latest) {}

  /**
   * Whether what there is is known to be exactly what is recorded; false also if only its document
   * could say so.
   */
  public boolean isExactly(RecordedSchema recorded, IdentifiedSchema there) {
    Remembered known = remembered;
    if (known != null && known.recorded().equals(recorded)) {
      return known.expectation().objects().equals(there.objects());
    }
    Expectation exactly = Expectation.exactly(there.objects());
    return remembering(recorded, exactly, exactly.fingerprint()).isPresent();
  }

  /** Remembers what is recorded as what is there, if its fingerprint says that this is the same. */
  private Optional<Expectation> remembering(
      RecordedSchema recorded, Expectation there, String fingerprint) {
    if (recorded.format() != Schema.FORMAT || !recorded.fingerprint().equals(fingerprint)) {
      return Optional.empty();
    }
    remembered = new Remembered(recorded, there, null);
    return Optional.of(there);
  }

  /**
   * What is known of the history.
   *
   * @throws SQLException also if there is no such table yet
   */
  public Kept kept(Connection connection, String history) throws SQLException {
    List<UnrecordedRun> unrecorded = new ArrayList<>();
    List<RecordedSchema> recorded = new ArrayList<>();
    new RoundTrip()
        .read(own(UNRECORDED), row -> unrecorded.add(unrecorded(row)), history)
        .read(own(LATEST), row -> recorded.add(recorded(row)))
        .over(connection);
    wasRead = true;
    return new Kept(unrecorded.stream().findFirst(), recorded.stream().findFirst());
  }

  /** Forgets it: it changed nothing, or what it changed can no longer be found out. */
  public void forgetUnrecorded(Connection connection, String history) throws SQLException {
    update(connection, FORGET_UNRECORDED, history);
  }

  private void update(Connection connection, String sql, String parameter) throws SQLException {
    try (var statement = connection.prepareStatement(sql.replace("${own}", quoted()))) {
      statement.setString(1, parameter);
      statement.executeUpdate();
    }
  }

  private static UnrecordedRun unrecorded(ResultSet row) throws SQLException {
    IdentifiedSchema before;
    try {
      before =
          new IdentifiedSchema(
              Expectation.fromText(row.getString("document")).objects(),
              Identities.fromText(row.getString("identities")));
    } catch (InvalidExpectation | IOException exception) {
      throw new SQLException("What was there before a run cannot be understood", exception);
    }
    return new UnrecordedRun(
        row.getString("run_id"),
        row.getInt("history_rank"),
        row.getInt("format"),
        row.getInt("server_version"),
        row.getString("namespaces"),
        before,
        row.getBoolean("outside_transactions"));
  }

  /** Whether something is recorded that a database can be held against with this filter. */
  public boolean usable(Connection connection, NamespaceFilter filter) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    try {
      return (wasRead || isReadable(connection))
          && latest(connection).filter(recorded -> recorded.usable(filter, major)).isPresent();
    } catch (SQLException exception) {
      if (isReadable(connection)) {
        throw exception;
      }
      return false;
    }
  }

  private boolean isReadable(Connection connection) throws SQLException {
    Access access = access(connection);
    return access.present() && access.readable();
  }

  /** Whether this process has read what is recorded, so that it need not ask first if it may. */
  boolean wasRead() {
    return wasRead;
  }

  Access access(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(ACCESS)) {
      statement.setString(1, ownSchema);
      try (var row = statement.executeQuery()) {
        return row.next()
            ? new Access(true, row.getBoolean("readable"), row.getString("user_name"))
            : new Access(false, false, null);
      }
    }
  }

  Optional<RecordedSchema> latest(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(LATEST.replace("${own}", quoted()));
        var row = statement.executeQuery()) {
      wasRead = true;
      return row.next() ? Optional.of(recorded(row)) : Optional.empty();
    }
  }

  /**
   * What a recorded schema expects; empty if it was forgotten meanwhile.
   *
   * @param there what is there: its document need not be read where that is it
   * @throws InvalidExpectation if its document says nothing that can be expected
   * @throws JsonProcessingException if its document is not JSON
   */
  Optional<Expectation> expectation(
      Connection connection, RecordedSchema recorded, Optional<Schema> there)
      throws SQLException, InvalidExpectation, JsonProcessingException {
    Remembered known = remembered;
    if (known != null && known.recorded().equals(recorded)) {
      return Optional.of(known.expectation());
    }
    Optional<Expectation> same =
        there.flatMap(it -> remembering(recorded, Expectation.of(it), it.fingerprint()));
    if (same.isPresent()) {
      return same;
    }
    Optional<String> document = document(connection, recorded.id());
    if (document.isEmpty()) {
      return Optional.empty();
    }
    Expectation read = Expectation.fromText(document.get());
    remembered = new Remembered(recorded, read, null);
    return Optional.of(read);
  }

  private Optional<String> document(Connection connection, long id) throws SQLException {
    try (var statement = connection.prepareStatement(DOCUMENT.replace("${own}", quoted()))) {
      statement.setLong(1, id);
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /**
   * What was proven of the schema recorded last; empty if nothing was, or by a Waymark that reads
   * another format.
   *
   * @throws SQLException also if the table is not there, has no such columns yet or may not be read
   */
  Optional<Proof> proof(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(PROOF.replace("${own}", quoted()));
        var row = statement.executeQuery()) {
      return row.next()
              && row.getInt("format") == Schema.FORMAT
              && row.getString("proven_catalogs") != null
          ? Optional.of(
              new Proof(
                  row.getLong("id"),
                  row.getString("proven_catalogs"),
                  row.getString("proven_filter"),
                  row.getInt("proven_objects")))
          : Optional.empty();
    }
  }

  /** Keeps what was proven, if that schema is still recorded. */
  public void prove(Connection connection, Proof proof) throws SQLException {
    try (var statement = connection.prepareStatement(PROVE.replace("${own}", quoted()))) {
      statement.setString(1, proof.catalogFingerprint());
      statement.setString(2, proof.filter());
      statement.setInt(3, proof.objects());
      statement.setLong(4, proof.recordedId());
      statement.executeUpdate();
    }
  }

  private static RecordedSchema recorded(ResultSet row) throws SQLException {
    return new RecordedSchema(
        row.getLong("id"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getString("run_id"),
        row.getString("accepted_by"),
        row.getInt("format"),
        row.getInt("server_version"),
        row.getString("namespaces"),
        row.getString("fingerprint"));
  }

  private String own(String sql) {
    return sql.replace("${own}", quoted());
  }

  private String quoted() {
    return Sql.identifier(ownSchema);
  }
}

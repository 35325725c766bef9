package dev.waymark.migration.rehearsal;

import dev.waymark.database.Sql;
import dev.waymark.migration.Migration;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.SessionLimits;
import dev.waymark.migration.flyway.RunObserver;
import dev.waymark.migration.observation.LockMode;
import dev.waymark.migration.rehearsal.WatchedSession.Held;
import dev.waymark.migration.script.Certainty;
import dev.waymark.migration.script.ConvertedColumn;
import dev.waymark.migration.script.ScriptReview;
import dev.waymark.migration.session.OpenTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Watches migrations while they are applied to a copy, statement by statement: in the session
 * itself while its transaction is open, from another one where there is none.
 */
final class RehearsalWatch implements RunObserver {
  /** What PostgreSQL plans: whether it reads a whole table depends on how many rows there are. */
  private static final Set<String> PLANNED =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "DO", "CALL", "VALUES");

  private static final Pattern CONVERTS =
      Pattern.compile(
          "\\bALTER\\s+TABLE\\b.*\\bTYPE\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String DEFAULTS = Sql.read(RehearsalWatch.class, "column_defaults.sql");

  private static final Pattern ADDS = Pattern.compile("\\bADD\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern BECOMES =
      Pattern.compile("\\bROLE\\b|\\bAUTHORIZATION\\b|\\bset_config\\b", Pattern.CASE_INSENSITIVE);

  private final DataSource scratch;
  private final RunLimits limits;
  private final Map<Long, Relation> base;
  private final Between between;
  private final LiveRehearsal following;
  private final Map<String, Relation> named = new HashMap<>();
  private final Map<Long, Long> files = new HashMap<>();
  private final Map<Long, Long> scans = new HashMap<>();
  private final Map<String, SeenMigration> seen = new HashMap<>();
  private Map<Long, Held> held = Map.of();
  private Connection connection;
  private SeenMigration current;
  private SeenStatement statement;
  private String text;
  private boolean planned;
  private boolean truncates;
  private String seqscan;
  private String patience;
  private String user;
  private OutsideWatch outside;

  /** Is notified between two migrations, when what the first did is committed. */
  @FunctionalInterface
  interface Between {
    void applied(SeenMigration migration) throws SQLException;
  }

  /**
   * @param base the relations of the copy before the first script
   * @param following is notified of how far it is
   */
  RehearsalWatch(
      DataSource scratch,
      RunLimits limits,
      Map<Long, Relation> base,
      Between between,
      LiveRehearsal following) {
    this.scratch = scratch;
    this.limits = limits;
    this.base = base;
    this.between = between;
    this.following = following;
    base.values().forEach(relation -> named.put(relation.name(), relation));
    base.values().stream()
        .filter(relation -> relation.file() != null)
        .forEach(relation -> files.put(relation.id(), relation.file()));
  }

  /** What was seen, by script. */
  Map<String, SeenMigration> seen() {
    return seen;
  }

  @Override
  public void migrationStarting(
      Migration migration, boolean transactional, Optional<ScriptReview> review, Connection over)
      throws SQLException {
    committed();
    connection = over;
    SessionLimits.set(
        connection, limits, transactional, review.map(ScriptReview::settings).orElse(Map.of()));
    user = user();
    following.tries(migration.script());
    current = new SeenMigration(migration.script());
    seen.put(migration.script(), current);
    held = WatchedSession.held(connection);
    scans.clear();
    scans.putAll(WatchedSession.scans(connection));
  }

  @Override
  public void migrationApplied(Migration migration) {
    current.applied();
  }

  @Override
  public void unlocking() throws SQLException {
    committed();
  }

  private void committed() throws SQLException {
    if (current != null && current.isApplied()) {
      between.applied(current);
    }
    current = null;
  }

  @Override
  public boolean statementStarting(String sql) throws SQLException {
    statement = current.begins();
    following.tries(statement.number());
    text = sql;
    current.settings().starts(sql, connection);
    if (CONVERTS.matcher(sql).find()) {
      current.converts(ConvertedColumn.of(sql));
    }
    String command = sql.strip().split("\\W", 2)[0].toUpperCase(Locale.ROOT);
    truncates = command.equals("TRUNCATE");
    planned = PLANNED.contains(command);
    if (planned) {
      // Of a few rows it reads all, however good an index there is.
      seqscan = setting("enable_seqscan");
      set("enable_seqscan", "off");
    }
    if (!OpenTransaction.in(connection)
        && Certainty.of(ScriptReview.of(sql)) != Certainty.TRANSACTION) {
      if (!command.equals("SET") && !command.equals("RESET")) {
        // A statement that is made to wait to be watched does not wait for that in the live
        // database.
        patience = setting("lock_timeout");
        set("lock_timeout", "0");
      }
      outside = new OutsideWatch(scratch, WatchedSession.relations(connection).values(), pid());
    }
    statement.starts();
    return true;
  }

  @Override
  public void committing(Connection session) throws SQLException {
    if (statement != null && !statement.isSeen()) {
      statement.ends();
      look();
    }
  }

  @Override
  public void statementDone() throws SQLException {
    seen(statement);
    statement.sets(current.settings().ends(text, connection));
    if (ADDS.matcher(text).find()) {
      noteDefaults(statement.lockedStrongly().map(Relation::id).toArray());
    }
    if (BECOMES.matcher(text).find()) {
      String now = user();
      if (!now.equals(user)) {
        current.becomes(now);
      }
    }
  }

  private void seen(SeenStatement statement) throws SQLException {
    if (!statement.isSeen()) {
      statement.ends();
    }
    if (planned) {
      set("enable_seqscan", seqscan);
    }
    if (outside != null) {
      lookFromOutside();
      if (patience != null && setting("lock_timeout").equals("0")) {
        set("lock_timeout", patience);
      }
      patience = null;
    } else if (OpenTransaction.in(connection)) {
      if (!statement.isSeen()) {
        look();
      }
      return;
    }
    // All locks were given back with the transaction.
    current.released(statement.number());
    held = Map.of();
    statement.sees();
  }

  @Override
  public void statementFailed() {
    if (statement != null) {
      statement.ends();
    }
    if (outside != null) {
      try {
        closeOutside();
      } catch (SQLException exception) {
        throw new IllegalStateException("The connection that watched cannot be closed", exception);
      }
    }
  }

  private void look() throws SQLException {
    Map<Long, Held> now = WatchedSession.held(connection);
    for (Held lock : now.values()) {
      Held before = held.get(lock.id());
      Relation known = base.get(lock.id());
      if (known != null && isToBeShown(known, lock.mode())) {
        if (before == null || before.mode().compareTo(lock.mode()) < 0) {
          statement.locks(known, lock.mode());
        }
        if (lock.writes() && (before == null || !before.writes())) {
          statement.writes(known);
        }
      }
      if (lock.now() != null) {
        file(lock.now());
        scans(lock);
      }
    }
    held = now;
    statement.sees();
  }

  private void lookFromOutside() throws SQLException {
    Map<Long, LockMode> asked = outside.locks();
    closeOutside();
    asked.forEach(
        (id, mode) -> {
          Relation known = base.get(id);
          if (known != null && isToBeShown(known, mode)) {
            statement.locks(known, mode);
          }
        });
    WatchedSession.relations(connection).values().forEach(this::file);
    statement.readsWhatIsIndexed();
  }

  private void closeOutside() throws SQLException {
    OutsideWatch watch = outside;
    outside = null;
    watch.close();
  }

  /** A lock on an index that lets everyone use it says nothing that the table's does not. */
  private static boolean isToBeShown(Relation relation, LockMode mode) {
    return !relation.isIndex() || mode.compareTo(LockMode.ROW_EXCLUSIVE) > 0;
  }

  private void file(Relation now) {
    Relation known = base.get(now.id());
    Long file = files.put(now.id(), now.file() == null ? -1 : now.file());
    if (known == null) {
      // That of a partitioned table holds nothing.
      boolean built = now.isIndex() && now.file() != null && file == null;
      Relation table = built ? base.get(now.tableId()) : null;
      if (table != null) {
        Relation before = named.get(now.name());
        if (before == null) {
          statement.builds(now, table);
        } else if (!Objects.equals(before.file(), now.file())) {
          // Those of a column that gets another type are made anew, most of them of the old file.
          statement.rebuilds(before, table);
        }
      }
    } else if (file != null && !file.equals(files.get(now.id()))) {
      if (known.isIndex()) {
        statement.rebuilds(known, base.get(known.tableId()));
      } else if (now.bytes() != null) {
        boolean emptied = now.bytes() == 0 && known.bytes() != null && known.bytes() > 0;
        statement.writesAnew(known, truncates || emptied);
      }
    }
  }

  private void scans(Held lock) {
    Relation known = base.get(lock.id());
    long before = Optional.ofNullable(scans.put(lock.id(), lock.scans())).orElse(0L);
    // What was reported meanwhile is counted from nothing.
    long read = lock.scans() < before ? lock.scans() : lock.scans() - before;
    if (read > 0 && known != null && known.hasRows()) {
      statement.reads(known);
    }
  }

  private int pid() throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  private void noteDefaults(Object[] tables) throws SQLException {
    if (tables.length == 0) {
      return;
    }
    String path = setting("search_path");
    try (var query = connection.prepareStatement(DEFAULTS)) {
      query.setArray(1, connection.createArrayOf("int8", tables));
      try (var row = query.executeQuery()) {
        while (row.next()) {
          current
              .defaults()
              .note(row.getLong("relation"), row.getInt("number"), row.getString("value"));
        }
      }
    }
    // It was another only until the transaction ends, which it must be still.
    if (OpenTransaction.in(connection)) {
      try (var set =
          connection.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, true)")) {
        set.setString(1, path);
        set.execute();
      }
    }
  }

  private String user() throws SQLException {
    return Sql.strings(connection, "SELECT current_user").get(0);
  }

  private String setting(String name) throws SQLException {
    try (var query = connection.prepareStatement("SELECT pg_catalog.current_setting(?)")) {
      query.setString(1, name);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private void set(String name, String value) throws SQLException {
    try (var set = connection.prepareStatement("SELECT pg_catalog.set_config(?, ?, false)")) {
      set.setString(1, name);
      set.setString(2, value);
      set.execute();
    }
  }
}

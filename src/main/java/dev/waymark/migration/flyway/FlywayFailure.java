package dev.waymark.migration.flyway;

import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.script.StatementText;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Flyway's exception, taken apart into Waymark's records where Flyway's types end. */
public final class FlywayFailure extends RuntimeException {
  private final transient MigrationFailure failure;
  private final transient Migration migration;
  private final transient SQLException sqlException;
  private final transient Predicate<Migration> applied;
  private final boolean baselineRequired;

  private FlywayFailure(
      FlywayException cause,
      MigrationFailure failure,
      Migration migration,
      SQLException sqlException,
      Predicate<Migration> applied,
      boolean baselineRequired) {
    super(failure.message(), cause);
    this.failure = failure;
    this.migration = migration;
    this.sqlException = sqlException;
    this.applied = applied;
    this.baselineRequired = baselineRequired;
  }

  static FlywayFailure of(FlywayException exception, MigrationSettings settings) {
    StatementText text = new StatementText(settings.placeholders());
    FlywayMigrateException migrate = find(exception, FlywayMigrateException.class);
    FlywaySqlScriptException script = find(exception, FlywaySqlScriptException.class);
    // The driver's own first: Flyway wraps what COPY says into one that says nothing.
    SQLException sql =
        Optional.<SQLException>ofNullable(find(exception, PSQLException.class))
            .orElseGet(() -> answered(find(exception, SQLException.class)));
    ServerErrorMessage server =
        sql instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    String statement =
        script == null || script.getStatement().isEmpty() ? null : script.getStatement();
    UnaryOperator<String> said =
        text.saidOf(sql == null ? null : sql.getSQLState(), statement, namesOf(server));
    Optional<FailedStatement> placed = Optional.ofNullable(find(exception, FailedStatement.class));
    Optional<FilePlace> pointed = placed.flatMap(FailedStatement::pointed);
    Migration migration =
        migrate == null ? null : failed(Judgement.migration(migrate.getMigration()));
    MigrationFailure failure =
        new MigrationFailure(
            script(script, migration),
            migration == null ? null : migration.version(),
            pointed
                .or(() -> placed.map(FailedStatement::begin))
                .map(FilePlace::line)
                .orElse(
                    script == null || script.getLineNumber() < 1 ? null : script.getLineNumber()),
            pointed.map(FilePlace::column).orElse(null),
            text.statement(statement),
            PointedAt.excerpt(server, statement, text),
            sql == null ? null : sql.getSQLState(),
            said.apply(message(exception, sql, server)),
            server == null ? null : said.apply(server.getDetail()),
            server == null ? null : said.apply(server.getHint()),
            migrate == null || migrate.isExecutableInTransaction(),
            null);
    return new FlywayFailure(
        exception,
        failure,
        migration,
        sql,
        migrate == null ? any -> true : Judgement.appliedBy(migrate.getErrorResult()),
        exception.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE);
  }

  /** Where and why. */
  public MigrationFailure failure() {
    return failure;
  }

  /** The migration that failed; empty if none had started. */
  public Optional<Migration> migration() {
    return Optional.ofNullable(migration);
  }

  /** Which migrations of a later status were applied before; all where Flyway does not say. */
  public Predicate<Migration> applied() {
    return applied;
  }

  /** What the driver said; empty if Flyway itself refused. */
  public Optional<SQLException> sqlException() {
    return Optional.ofNullable(sqlException);
  }

  /** Whether Flyway found objects in its schemas but no history. */
  public boolean baselineRequired() {
    return baselineRequired;
  }

  /** The script that holds the failing statement: a callback has no migration. */
  private static String script(FlywaySqlScriptException script, Migration migration) {
    if (migration != null) {
      return migration.script();
    }
    boolean named = script != null && script.getResource() != null;
    // What Flyway runs of its own, such as creating its history table, has no name.
    return named && !script.getResource().getRelativePath().isEmpty()
        ? script.getResource().getRelativePath()
        : null;
  }

  /** Whether another process held Flyway's lock for longer than it was waited for. */
  public boolean lockedElsewhere() {
    // Flyway gives it no error code of its own.
    return failure.message().startsWith("Number of retries exceeded while attempting to acquire");
  }

  private static Migration failed(Migration migration) {
    return new Migration(
        migration.version(),
        migration.description(),
        migration.type(),
        migration.script(),
        migration.checksum(),
        migration.resolvedChecksum(),
        "failed",
        null,
        null,
        null,
        null);
  }

  private static String message(
      FlywayException exception, SQLException sql, ServerErrorMessage server) {
    if (server != null) {
      return server.getMessage();
    }
    return (sql == null ? exception.getMessage() : sql.getMessage())
        .strip()
        .replaceAll("\\s*\\R\\s*", " ");
  }

  /** Of a batch, the driver's own words quote a statement; the server's answer comes next. */
  private static SQLException answered(SQLException first) {
    SQLException last = first;
    while (last != null && !(last instanceof PSQLException) && last.getNextException() != null) {
      last = last.getNextException();
    }
    return last;
  }

  private static Set<String> namesOf(ServerErrorMessage server) {
    return server == null
        ? Set.of()
        : Stream.of(
                server.getSchema(),
                server.getTable(),
                server.getColumn(),
                server.getDatatype(),
                server.getConstraint())
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static <T> T find(Throwable throwable, Class<T> type) {
    for (Throwable cause = throwable; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}

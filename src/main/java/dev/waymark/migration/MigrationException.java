package dev.waymark.migration;

import java.util.List;

/** Why a run did not do what was asked; a closed set, each told to the caller in its own way. */
public abstract sealed class MigrationException extends RuntimeException {

  private MigrationException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The folder or packaged location cannot be read; nothing was run. */
  public static final class SourceUnreadable extends MigrationException {
    private final String hint;

    public SourceUnreadable(String message, Throwable cause) {
      this(message, "Point WAYMARK_MIGRATIONS at a folder that this process can read.", cause);
    }

    /**
     * With a way out of its own.
     *
     * @param hint what to do
     */
    public SourceUnreadable(String message, String hint, Throwable cause) {
      super(message, cause);
      this.hint = hint;
    }

    /** What to do. */
    public String hint() {
      return hint;
    }
  }

  /** There is nothing that could be applied where the migrations should be; nothing was run. */
  public static final class NoMigrations extends MigrationException {
    private final String hint;
    private final transient List<String> files;

    /**
     * @param message where there are none, and what lies there
     * @param hint what to set
     * @param files some of what lies there
     */
    public NoMigrations(String message, String hint, List<String> files) {
      super(message, null);
      this.hint = hint;
      this.files = List.copyOf(files);
    }

    /** What to do. */
    public String hint() {
      return hint;
    }

    /** Some of the files that lie there, none of which is a migration. */
    public List<String> files() {
      return files;
    }
  }

  /** Nothing says in which schema the history is, or would be; nothing was run. */
  public static final class NoSchema extends MigrationException {
    private final String hint;

    public NoSchema(String message, String hint) {
      super(message, null);
      this.hint = hint;
    }

    /** What to set. */
    public String hint() {
      return hint;
    }
  }

  /** The migrations contradict themselves or the history; nothing was run. */
  public static final class Invalid extends MigrationException {
    private final transient List<InvalidMigration> migrations;

    public Invalid(List<InvalidMigration> migrations) {
      super(summary(migrations), null);
      this.migrations = List.copyOf(migrations);
    }

    /** What is wrong, one entry a migration; never empty. */
    public List<InvalidMigration> migrations() {
      return migrations;
    }

    private static String summary(List<InvalidMigration> migrations) {
      String first = migrations.get(0).detail();
      return migrations.size() == 1
          ? first
          : "%d migrations are invalid; the first: %s".formatted(migrations.size(), first);
    }
  }

  /** No migration has the version that was asked for; nothing was run. */
  public static final class TargetUnknown extends MigrationException {
    private final String target;
    private final transient List<String> versions;

    public TargetUnknown(String target, List<String> versions) {
      super("No migration has the version " + target + ".", null);
      this.target = target;
      this.versions = List.copyOf(versions);
    }

    /** The version that was asked for. */
    public String target() {
      return target;
    }

    /** The versions that there are, lowest first. */
    public List<String> versions() {
      return versions;
    }
  }

  /** A run with another target is in progress. */
  public static final class RunInProgress extends MigrationException {
    private final String running;

    public RunInProgress(String running, String message) {
      super(message, null);
      this.running = running;
    }

    /** A run with one target is in the way of a request with another; null means the latest. */
    public static RunInProgress with(String running, String target, String asked) {
      return new RunInProgress(
          running,
          "%s is bringing the database to %s; this request asks for %s."
              .formatted(
                  running == null ? "Another run" : "Run " + running,
                  spoken(target),
                  spoken(asked)));
    }

    private static String spoken(String target) {
      return target == null ? "the latest version" : "version " + target;
    }

    /** The id of the run in progress; null where it is not known. */
    public String running() {
      return running;
    }
  }

  /** The schemas hold objects, but no history says which migrations made them. */
  public static final class BaselineRequired extends MigrationException {
    public BaselineRequired(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Only a pooled connection is known, and that one must not migrate. */
  public static final class DirectConnectionRequired extends MigrationException {
    private final String remedy;

    public DirectConnectionRequired(String reason, String remedy) {
      super(reason, null);
      this.remedy = remedy;
    }

    /** What to set. */
    public String remedy() {
      return remedy;
    }
  }

  /** A migration was started and failed. */
  public static final class Failed extends MigrationException {
    private final transient Run run;

    /** Without a cause: the driver's exception would carry the values that the failure masks. */
    public Failed(Run run) {
      super(run.failure().message(), null);
      this.run = run;
    }

    /** The whole run, with what was applied before the failure. */
    public Run run() {
      return run;
    }

    /** Where and why it failed. */
    public MigrationFailure failure() {
      return run.failure();
    }
  }

  /** Somebody held a lock that a migration needs, for longer than it was tried; nothing stays. */
  public static final class LockNotAvailable extends MigrationException {
    private final transient Run run;

    public LockNotAvailable(Run run) {
      super(run.failure().message(), null);
      this.run = run;
    }

    /** The run, with who was in the way and how often it was tried again. */
    public Run run() {
      return run;
    }
  }

  /** A run that was refused earlier, told to somebody who asks for it again. */
  public static final class Refused extends MigrationException {
    private final transient Run run;

    public Refused(Run run) {
      super(run.refusal().detail(), null);
      this.run = run;
    }

    /** The run, with its refusal. */
    public Run run() {
      return run;
    }
  }

  /** Somebody asked for the run to be cancelled. */
  public static final class Cancelled extends MigrationException {
    private final transient Run run;

    public Cancelled(Run run) {
      super(
          "The run was cancelled; %d migrations were applied before.".formatted(run.applied()),
          null);
      this.run = run;
    }

    /** The run, with what is and what is not applied. */
    public Run run() {
      return run;
    }
  }

  /** The run's process, connection or server went away before it ended. */
  public static final class Interrupted extends MigrationException {
    private final transient Run run;

    public Interrupted(Run run, Throwable cause) {
      super(
          "The run was interrupted: its process ended, or lost the database. What it had applied"
              + " stays, and what it was at in a transaction is rolled back by PostgreSQL.",
          cause);
      this.run = run;
    }

    /** The run, as far as it is known. */
    public Run run() {
      return run;
    }
  }

  /** This process is about to end and starts nothing new. */
  public static final class ShuttingDown extends MigrationException {
    public ShuttingDown() {
      super("This Waymark is shutting down and starts no run.", null);
    }
  }

  /** There is no run of this id, or not any more. */
  public static final class RunUnknown extends MigrationException {
    public RunUnknown(String id) {
      super("There is no run " + id + ", or it was forgotten.", null);
    }
  }

  /** A run that has ended cannot be cancelled. */
  public static final class RunEnded extends MigrationException {
    private final transient Run run;

    public RunEnded(Run run) {
      super("The run %s has ended: %s.".formatted(run.id(), run.outcome().code()), null);
      this.run = run;
    }

    /** The run. */
    public Run run() {
      return run;
    }
  }

  /** A run that cannot be stopped half-way, or has nothing left to stop. */
  public static final class RunNotCancellable extends MigrationException {
    private final transient Run run;

    public RunNotCancellable(Run run, String why) {
      super("The run %s cannot be cancelled: %s.".formatted(run.id(), why), null);
      this.run = run;
    }

    /** The run. */
    public Run run() {
      return run;
    }
  }

  /** Flyway refuses to change the history as it was asked to, or nobody should use it. */
  public static final class HistoryRefused extends MigrationException {
    private final String hint;

    public HistoryRefused(String message) {
      this(message, "GET /migrations/status tells what the history says; nothing was changed.");
    }

    public HistoryRefused(String message, String hint) {
      super(message, null);
      this.hint = hint;
    }

    /** What to do. */
    public String hint() {
      return hint;
    }
  }

  /** A client used one Idempotency-Key for two different requests. */
  public static final class KeyReused extends MigrationException {
    private final String running;

    public KeyReused(String run) {
      super("This Idempotency-Key was used before, with another request.", null);
      this.running = run;
    }

    /** The id of the run that the key stands for. */
    public String run() {
      return running;
    }
  }

  /** There is no such difference that somebody could accept. */
  public static final class NothingToAccept extends MigrationException {
    private final transient List<String> open;

    public NothingToAccept(String message, List<String> open) {
      super(message, null);
      this.open = List.copyOf(open);
    }

    /** The first of the objects that differ. */
    public List<String> open() {
      return open;
    }
  }

  /** What is expected is not Waymark's to change. */
  public static final class AcceptanceRefused extends MigrationException {
    private final String remedy;

    public AcceptanceRefused(String message, String remedy) {
      super(message, null);
      this.remedy = remedy;
    }

    /** What to do instead. */
    public String remedy() {
      return remedy;
    }
  }
}

package dev.waymark.migration;

import java.util.List;

/** Why a run did not do what was asked; a closed set, each told to the caller in its own way. */
public abstract sealed class MigrationException extends RuntimeException {

  private MigrationException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The folder or packaged location cannot be read; nothing was run. */
  public static final class SourceUnreadable extends MigrationException {
    public SourceUnreadable(String message, Throwable cause) {
      super(message, cause);
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

    /** The id of the run in progress; null where another process runs it. */
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
    private final transient MigrationFailure failure;
    private final transient Run run;

    /** Without a cause: the driver's exception would carry the values that the failure masks. */
    public Failed(Run run, MigrationFailure failure) {
      super(failure.message(), null);
      this.run = run;
      this.failure = failure;
    }

    /** The whole run, with what was applied before the failure. */
    public Run run() {
      return run;
    }

    /** Where and why it failed. */
    public MigrationFailure failure() {
      return failure;
    }
  }
}

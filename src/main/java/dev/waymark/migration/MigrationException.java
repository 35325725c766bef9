package dev.waymark.migration;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a run did not do what was asked; a closed set. Each knows the type of its problem and what to
 * do next, so that what is kept with a run and what a client is answered cannot differ.
 */
public abstract sealed class MigrationException extends RuntimeException {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private MigrationException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The last part of the problem type's URI, such as {@code target-unknown}. */
  public abstract String type();

  /** The one thing to do next. */
  public abstract String hint();

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

    @Override
    public String hint() {
      return hint;
    }

    @Override
    public String type() {
      return "migrations-unreadable";
    }
  }

  /** What is pending cannot be tried in a scratch copy; nothing was run. */
  public static final class NotRehearsable extends MigrationException {
    private final String hint;

    public NotRehearsable(String message, String hint, Throwable cause) {
      super(message, cause);
      this.hint = hint;
    }

    @Override
    public String hint() {
      return hint;
    }

    @Override
    public String type() {
      return "not-rehearsable";
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

    @Override
    public String hint() {
      return hint;
    }

    /** Some of the files that lie there, none of which is a migration. */
    public List<String> files() {
      return files;
    }

    @Override
    public String type() {
      return "no-migrations";
    }
  }

  /** Nothing says in which schema the history is, or would be; nothing was run. */
  public static final class NoSchema extends MigrationException {
    private final String hint;

    public NoSchema(String message, String hint) {
      super(message, null);
      this.hint = hint;
    }

    @Override
    public String hint() {
      return hint;
    }

    @Override
    public String type() {
      return "no-schema";
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

    @Override
    public String type() {
      return "migrations-invalid";
    }

    @Override
    public String hint() {
      return migrations.get(0).hint();
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

    @Override
    public String type() {
      return "target-unknown";
    }

    @Override
    public String hint() {
      return "Ask for one of these, or leave target out for the latest: "
          + String.join(", ", versions)
          + ".";
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

    @Override
    public String type() {
      return "run-in-progress";
    }

    @Override
    public String hint() {
      return "Wait until it has ended, then ask again.";
    }
  }

  /** The schemas hold objects, but no history says which migrations made them. */
  public static final class BaselineRequired extends MigrationException {
    public BaselineRequired(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public String type() {
      return "baseline-required";
    }

    @Override
    public String hint() {
      return "Use an empty database, or record with POST /migrations/baseline which version the objects"
          + " that are there correspond to.";
    }
  }

  /** Only a pooled connection is known, and that one must not migrate. */
  public static final class DirectConnectionRequired extends MigrationException {
    private final String hint;

    public DirectConnectionRequired(String reason, String hint) {
      super(reason, null);
      this.hint = hint;
    }

    @Override
    public String hint() {
      return hint;
    }

    @Override
    public String type() {
      return "direct-connection-required";
    }
  }

  /** The end of a run that did not go well. */
  public abstract static sealed class Unsuccessful extends MigrationException {
    private final transient Run run;

    private Unsuccessful(Run run, String message, Throwable cause) {
      super(message, cause);
      this.run = run;
    }

    /** The run, with what was applied before and what was not. */
    public Run run() {
      return run;
    }
  }

  /** A migration was started and failed. */
  public static final class Failed extends Unsuccessful {
    /** Without a cause: the driver's exception would carry the values that the failure masks. */
    public Failed(Run run) {
      super(run, run.failure().message(), null);
    }

    /** Where and why it failed. */
    public MigrationFailure failure() {
      return run().failure();
    }

    @Override
    public String type() {
      return lacksPrivilege() ? "privilege-missing" : "migration-failed";
    }

    @Override
    public String hint() {
      if (failure().hint() != null) {
        return failure().hint();
      }
      if (lacksPrivilege()) {
        return "Grant the privilege to the user of DATABASE_URL_UNPOOLED, then run again.";
      }
      if (failure().script() == null) {
        return "See the message; no migration was started.";
      }
      if (failure().transactional()) {
        return "Mend the script and run again: its transaction was not committed, and what was"
            + " applied before it stays.";
      }
      return "It ran outside a transaction, so what it had executed before stays: GET"
          + " /migrations/status says under discrepancies what that is, and how POST"
          + " /migrations/repair lets it go on there or begin anew.";
    }

    private boolean lacksPrivilege() {
      return INSUFFICIENT_PRIVILEGE.equals(failure().sqlState());
    }
  }

  /** Somebody held a lock that a migration needs, for longer than it was tried; nothing stays. */
  public static final class LockNotAvailable extends Unsuccessful {
    public LockNotAvailable(Run run) {
      super(run, run.failure().message(), null);
    }

    /** The holders of the lock that were seen; empty for none. */
    public List<Blocker> blockers() {
      return run().blockedBy() == null ? List.of() : run().blockedBy();
    }

    @Override
    public String type() {
      return "lock-not-available";
    }

    @Override
    public String hint() {
      String nothing = "Nothing of the script was kept; ask again when the lock is free.";
      if (blockers().isEmpty()) {
        return nothing;
      }
      Blocker first = blockers().get(0);
      return first.preparedTransaction() != null
          ? "%s The application that prepared it has to end it: COMMIT PREPARED or ROLLBACK PREPARED %s;"
              .formatted(nothing, "'%s'".formatted(first.preparedTransaction().replace("'", "''")))
          : "%s To end who holds it: SELECT pg_terminate_backend(%d);"
              .formatted(nothing, first.pid());
    }
  }

  /** A run that was refused earlier, for a client that asks for it again. */
  public static final class Refused extends Unsuccessful {
    public Refused(Run run) {
      super(run, run.refusal().detail(), null);
    }

    @Override
    public String type() {
      return run().refusal().reason();
    }

    @Override
    public String hint() {
      return run().refusal().hint();
    }
  }

  /** Somebody asked for the run to be cancelled. */
  public static final class Cancelled extends Unsuccessful {
    public Cancelled(Run run) {
      super(
          run,
          "The run was cancelled; %d migrations were applied before.".formatted(run.applied()),
          null);
    }

    @Override
    public String type() {
      return "run-cancelled";
    }

    @Override
    public String hint() {
      return "The run says what is applied and what is not; ask again to go on.";
    }
  }

  /** The run's process, connection or server went away before it ended. */
  public static final class Interrupted extends Unsuccessful {
    public Interrupted(Run run, Throwable cause) {
      super(
          run,
          "The run was interrupted: its process ended, or lost the database. What it had applied"
              + " stays, and what it was at in a transaction is rolled back by PostgreSQL.",
          cause);
    }

    @Override
    public String type() {
      return "run-interrupted";
    }

    @Override
    public String hint() {
      return "Ask again: the next run goes on where this one was cut off, or says what it cannot know.";
    }
  }

  /** This process is about to end and starts nothing new. */
  public static final class ShuttingDown extends MigrationException {
    public ShuttingDown() {
      super("This Waymark is shutting down and starts no run.", null);
    }

    @Override
    public String type() {
      return "shutting-down";
    }

    @Override
    public String hint() {
      return "Ask another replica.";
    }
  }

  /** There is no run of this id, or not any more. */
  public static final class RunUnknown extends MigrationException {
    public RunUnknown(String id) {
      super("There is no run " + id + ", or it was forgotten.", null);
    }

    @Override
    public String type() {
      return "not-found";
    }

    @Override
    public String hint() {
      return "GET /migrations/runs lists those known.";
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

    @Override
    public String type() {
      return "run-ended";
    }

    @Override
    public String hint() {
      return "There is nothing to cancel.";
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

    @Override
    public String type() {
      return "run-not-cancellable";
    }

    @Override
    public String hint() {
      return "Wait for its end, which GET /migrations/runs/%s shows.".formatted(run.id());
    }
  }

  /** Flyway refuses to change the history as it was asked to, or the history should not be used. */
  public static final class HistoryRefused extends MigrationException {
    private final String hint;

    public HistoryRefused(String message) {
      this(message, "GET /migrations/status shows what the history says; nothing was changed.");
    }

    public HistoryRefused(String message, String hint) {
      super(message, null);
      this.hint = hint;
    }

    @Override
    public String hint() {
      return hint;
    }

    @Override
    public String type() {
      return "history-refused";
    }
  }

  /** What a run would do is not what the client has seen and asked for; nothing was run. */
  public static final class PlanChanged extends MigrationException {
    private final transient List<PlanDifference> differences;

    /**
     * @param differences what is another one, at least one
     */
    public PlanChanged(List<PlanDifference> differences) {
      super(
          "The plan that was asked for is not what a run would do now. "
              + differences.stream().map(PlanDifference::detail).collect(Collectors.joining(" ")),
          null);
      this.differences = List.copyOf(differences);
    }

    /** What is another one. */
    public List<PlanDifference> differences() {
      return differences;
    }

    @Override
    public String hint() {
      return "Look at GET /migrations/plan, and ask for its digest with the same target.";
    }

    @Override
    public String type() {
      return "plan-changed";
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

    @Override
    public String type() {
      return "idempotency-key-reused";
    }

    @Override
    public String hint() {
      return "Send another key with another request.";
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

    @Override
    public String type() {
      return "no-such-difference";
    }

    @Override
    public String hint() {
      return open.isEmpty()
          ? "There is nothing to accept: what is recorded is what there is."
          : "GET /schema/verification (waymark verify) names what differs: "
              + String.join(", ", open)
              + ".";
    }
  }

  /** What is expected is not Waymark's to change. */
  public static final class AcceptanceRefused extends MigrationException {
    private final String hint;

    public AcceptanceRefused(String message, String hint) {
      super(message, null);
      this.hint = hint;
    }

    @Override
    public String hint() {
      return hint;
    }

    @Override
    public String type() {
      return "acceptance-refused";
    }
  }
}

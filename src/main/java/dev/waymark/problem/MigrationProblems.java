package dev.waymark.problem;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.AcceptanceRefused;
import dev.waymark.migration.MigrationException.BaselineRequired;
import dev.waymark.migration.MigrationException.Cancelled;
import dev.waymark.migration.MigrationException.DirectConnectionRequired;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.HistoryRefused;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationException.KeyReused;
import dev.waymark.migration.MigrationException.LockNotAvailable;
import dev.waymark.migration.MigrationException.NoMigrations;
import dev.waymark.migration.MigrationException.NoSchema;
import dev.waymark.migration.MigrationException.NothingToAccept;
import dev.waymark.migration.MigrationException.Refused;
import dev.waymark.migration.MigrationException.RunEnded;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.RunNotCancellable;
import dev.waymark.migration.MigrationException.RunUnknown;
import dev.waymark.migration.MigrationException.ShuttingDown;
import dev.waymark.migration.MigrationException.SourceUnreadable;
import dev.waymark.migration.MigrationException.TargetUnknown;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Refusal;
import dev.waymark.migration.Run;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** How each way in which a run can be refused or fail is told. */
final class MigrationProblems {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private MigrationProblems() {}

  /** One for each class of the closed set. */
  static final Map<Class<?>, Function<MigrationException, Problem>> TOLD = new HashMap<>();

  static {
    tell(Failed.class, MigrationProblems::failed);
    tell(LockNotAvailable.class, LockProblem::of);
    tell(Invalid.class, MigrationProblems::invalid);
    tell(NoMigrations.class, MigrationProblems::noMigrations);
    tell(NoSchema.class, none -> Problem.of(ProblemType.NO_SCHEMA, none.getMessage(), none.hint()));
    tell(SourceUnreadable.class, MigrationProblems::sourceUnreadable);
    tell(TargetUnknown.class, MigrationProblems::targetUnknown);
    tell(RunInProgress.class, MigrationProblems::runInProgress);
    tell(Refused.class, MigrationProblems::refused);
    tell(Cancelled.class, MigrationProblems::cancelled);
    tell(Interrupted.class, MigrationProblems::interrupted);
    tell(ShuttingDown.class, MigrationProblems::shuttingDown);
    tell(RunUnknown.class, MigrationProblems::runUnknown);
    tell(RunEnded.class, MigrationProblems::runEnded);
    tell(RunNotCancellable.class, MigrationProblems::runNotCancellable);
    tell(HistoryRefused.class, MigrationProblems::historyRefused);
    tell(NothingToAccept.class, MigrationProblems::nothingToAccept);
    tell(AcceptanceRefused.class, MigrationProblems::acceptanceRefused);
    tell(KeyReused.class, MigrationProblems::keyReused);
    tell(BaselineRequired.class, MigrationProblems::baselineRequired);
    tell(DirectConnectionRequired.class, MigrationProblems::directConnectionRequired);
  }

  static Problem of(MigrationException exception) {
    Problem problem = TOLD.get(exception.getClass()).apply(exception);
    return problem.members().get("run") instanceof Run run && Boolean.TRUE.equals(run.replayed())
        ? replayed(problem)
        : problem;
  }

  /** Whoever has mended what was wrong asks with the old key, and would get the old answer. */
  private static Problem replayed(Problem problem) {
    return problem
        .withHint(
            "This is the answer of before to the same Idempotency-Key; nothing was tried anew. %s Ask"
                    .formatted(problem.hint())
                + " with a new key then.")
        .with("replayed", true);
  }

  private static <E extends MigrationException> void tell(
      Class<E> type, Function<E, Problem> words) {
    TOLD.put(type, exception -> words.apply(type.cast(exception)));
  }

  private static Problem failed(Failed failed) {
    MigrationFailure failure = failed.failure();
    boolean privilege = INSUFFICIENT_PRIVILEGE.equals(failure.sqlState());
    return Problem.of(
            privilege ? ProblemType.PRIVILEGE_MISSING : ProblemType.MIGRATION_FAILED,
            where(failure) + failure.message(),
            hint(failed, privilege))
        .with("script", failure.script())
        .with("version", failure.version())
        .with("line", failure.line())
        .with("statement", failure.statement())
        .with("sqlState", failure.sqlState())
        .with("message", failure.message())
        .with("databaseDetail", failure.databaseDetail())
        .with("databaseHint", failure.databaseHint())
        .with("transactional", failure.transactional())
        .with("run", failed.run());
  }

  private static Problem invalid(Invalid invalid) {
    InvalidMigration first = invalid.migrations().get(0);
    return Problem.of(ProblemType.MIGRATIONS_INVALID, invalid.getMessage(), first.hint())
        .with("invalid", invalid.migrations());
  }

  private static Problem noMigrations(NoMigrations none) {
    return Problem.of(ProblemType.NO_MIGRATIONS, none.getMessage(), none.hint())
        .with("files", none.files());
  }

  private static Problem sourceUnreadable(SourceUnreadable unreadable) {
    return Problem.of(
        ProblemType.MIGRATIONS_UNREADABLE, unreadable.getMessage(), unreadable.hint());
  }

  private static Problem targetUnknown(TargetUnknown unknown) {
    return Problem.of(
            ProblemType.TARGET_UNKNOWN,
            unknown.getMessage(),
            "Ask for one of the versions listed, or leave target out for the latest.")
        .with("target", unknown.target())
        .with("versions", unknown.versions());
  }

  private static Problem runInProgress(RunInProgress inProgress) {
    return Problem.of(
            ProblemType.RUN_IN_PROGRESS,
            inProgress.getMessage(),
            "Wait until it has ended, then ask again.")
        .with("run", inProgress.running());
  }

  private static Problem refused(Refused refused) {
    Refusal refusal = refused.run().refusal();
    return Problem.of(ProblemType.of(refusal.reason()), refusal.detail(), refusal.hint())
        .with("invalid", refusal.invalid())
        .with("run", refused.run());
  }

  private static Problem cancelled(Cancelled cancelled) {
    return Problem.of(
            ProblemType.RUN_CANCELLED,
            cancelled.getMessage(),
            "The run says what is applied and what is not; ask again to go on.")
        .with("run", cancelled.run());
  }

  private static Problem interrupted(Interrupted interrupted) {
    return Problem.of(
            ProblemType.RUN_INTERRUPTED,
            interrupted.getMessage(),
            "Ask again: the next run goes on where this one was cut off, or says what it cannot"
                + " know.")
        .with("run", interrupted.run());
  }

  private static Problem shuttingDown(ShuttingDown shuttingDown) {
    return Problem.of(ProblemType.SHUTTING_DOWN, shuttingDown.getMessage(), "Ask another replica.");
  }

  private static Problem runUnknown(RunUnknown unknown) {
    return Problem.of(
        ProblemType.NOT_FOUND, unknown.getMessage(), "GET /migrations/runs lists those known.");
  }

  private static Problem runEnded(RunEnded ended) {
    return Problem.of(ProblemType.RUN_ENDED, ended.getMessage(), "There is nothing to cancel.")
        .with("run", ended.run());
  }

  private static Problem runNotCancellable(RunNotCancellable running) {
    return Problem.of(
            ProblemType.RUN_NOT_CANCELLABLE,
            running.getMessage(),
            "Wait for its end: GET /migrations/runs/%s tells it.".formatted(running.run().id()))
        .with("run", running.run());
  }

  private static Problem historyRefused(HistoryRefused refused) {
    return Problem.of(ProblemType.HISTORY_REFUSED, refused.getMessage(), refused.hint());
  }

  private static Problem nothingToAccept(NothingToAccept nothing) {
    return Problem.of(
            ProblemType.NO_SUCH_DIFFERENCE,
            nothing.getMessage(),
            nothing.open().isEmpty()
                ? "There is nothing to accept: what is recorded is what there is."
                : "What differs is named by GET /schema/verification (waymark verify): "
                    + String.join(", ", nothing.open())
                    + ".")
        .with("open", nothing.open().isEmpty() ? null : nothing.open());
  }

  private static Problem acceptanceRefused(AcceptanceRefused refused) {
    return Problem.of(ProblemType.ACCEPTANCE_REFUSED, refused.getMessage(), refused.remedy());
  }

  private static Problem keyReused(KeyReused reused) {
    return Problem.of(
            ProblemType.IDEMPOTENCY_KEY_REUSED,
            reused.getMessage(),
            "Send another key with another request.")
        .with("run", reused.run());
  }

  private static Problem baselineRequired(BaselineRequired required) {
    return Problem.of(
        ProblemType.BASELINE_REQUIRED,
        required.getMessage(),
        "Use an empty database, or record with POST /migrations/baseline which version the"
            + " objects that are there correspond to.");
  }

  private static Problem directConnectionRequired(DirectConnectionRequired required) {
    return Problem.of(
        ProblemType.DIRECT_CONNECTION_REQUIRED, required.getMessage(), required.remedy());
  }

  static String where(MigrationFailure failure) {
    if (failure.script() == null) {
      return "";
    }
    return failure.line() == null
        ? failure.script() + ": "
        : failure.script() + ", line " + failure.line() + ": ";
  }

  private static String hint(Failed failed, boolean privilege) {
    if (failed.failure().hint() != null) {
      return failed.failure().hint();
    }
    if (privilege) {
      return "Grant the privilege to the user of DATABASE_URL_UNPOOLED, then run again.";
    }
    if (failed.failure().script() == null) {
      return "See the message; no migration was started.";
    }
    if (failed.failure().transactional()) {
      return "Mend the script and run again: its transaction was not committed, and what was"
          + " applied before it stays.";
    }
    return "It ran outside a transaction, so what it had executed before stays: GET"
        + " /migrations/status says under discrepancies what that is, and how POST"
        + " /migrations/repair lets it go on there or begin anew.";
  }
}

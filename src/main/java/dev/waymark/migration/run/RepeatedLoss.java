package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.Run.State;
import dev.waymark.migration.session.Uptime;
import dev.waymark.migration.store.RunStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Finds out whether it is a statement itself that loses its session, such as by a function that
 * terminates its own backend: it lost the one of the attempt before, too, and the server is there
 * and was there all the time. That is no interruption, for asking again would end the same for
 * ever.
 */
final class RepeatedLoss {
  private static final Logger LOG = Logger.getLogger(RepeatedLoss.class);

  /** As many as may have asked meanwhile without getting as far as to a statement. */
  private static final int LOOKED_AT = 20;

  /** What says nothing of the statement. */
  private static final Set<Outcome> NOTHING_EXECUTED =
      EnumSet.of(Outcome.REFUSED, Outcome.NOTHING_PENDING);

  private final RunStore store;
  private final DirectConnection direct;

  RepeatedLoss(RunStore store, DirectConnection direct) {
    this.store = store;
    this.direct = direct;
  }

  /**
   * The failure as it is to be reported, if the same statement lost the session before.
   *
   * @param id the run that has just lost its session
   * @param elapsed since it began
   */
  Optional<MigrationFailure> of(MigrationFailure failure, String id, Duration elapsed) {
    return failure.script() == null || !isThereSince(elapsed)
        ? Optional.empty()
        : before(id)
            .filter(run -> run.outcome() == Outcome.INTERRUPTED && isSame(failure, run.failure()))
            .map(run -> failure.withHint(hint(run)));
  }

  private Optional<Run> before(String id) {
    return store.list(null, LOOKED_AT).stream()
        .filter(run -> run.state() == State.ENDED && run.operation() == Operation.MIGRATE)
        .filter(run -> !run.id().equals(id) && !NOTHING_EXECUTED.contains(run.outcome()))
        .findFirst();
  }

  private static boolean isSame(MigrationFailure failure, MigrationFailure before) {
    return before != null
        && failure.script().equals(before.script())
        && Objects.equals(failure.version(), before.version())
        && Objects.equals(failure.line(), before.line())
        && Objects.equals(failure.statement(), before.statement());
  }

  private boolean isThereSince(Duration elapsed) {
    try {
      return direct.read(Uptime::of).compareTo(elapsed) > 0;
    } catch (SQLException | DatabaseException exception) {
      LOG.debug("Whether the server was there all the time cannot be asked.", exception);
      return false;
    }
  }

  private static String hint(Run before) {
    return ("Run %s lost its session in the same statement. If no operator ended both, the statement does:"
            + " look for pg_terminate_backend in what it calls, and into the server's log. A new run"
            + " tries it anew.")
        .formatted(before.id());
  }
}

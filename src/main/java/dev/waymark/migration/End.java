package dev.waymark.migration;

import dev.waymark.migration.Run.Outcome;
import dev.waymark.verification.report.VerificationSummary;
import java.util.List;
import java.util.Optional;

/** How a run ends, with what belongs to each way; a closed set, one for each {@link Outcome}. */
public sealed interface End {

  /** The word for it. */
  Outcome outcome();

  /** What the history says afterwards; empty where it was not read: then the run knows best. */
  default Optional<After> after() {
    return Optional.empty();
  }

  /** Where and why it failed; null if it did not, or that is not known. */
  default MigrationFailure failure() {
    return null;
  }

  /** Why it was refused; null if it was not. */
  default Refusal refusal() {
    return null;
  }

  /** The indexes that are invalid afterwards; null if they were not looked for. */
  default List<InvalidIndex> invalidIndexes() {
    return null;
  }

  /** What verifying afterwards found; null if nothing was verified. */
  default VerificationSummary verification() {
    return null;
  }

  /**
   * What the history says after a run.
   *
   * @param version the current version; null if there is none
   * @param migrations what the run applied, in order; then what failed; then what was not started
   */
  record After(String version, List<Migration> migrations) {}

  /** Everything that was pending is applied, or the history is changed as it was asked. */
  record Succeeded(
      Optional<After> after, List<InvalidIndex> invalidIndexes, VerificationSummary verification)
      implements End {
    @Override
    public Outcome outcome() {
      return Outcome.SUCCEEDED;
    }
  }

  /** Nothing was pending. */
  record NothingPending(
      Optional<After> after, List<InvalidIndex> invalidIndexes, VerificationSummary verification)
      implements End {
    @Override
    public Outcome outcome() {
      return Outcome.NOTHING_PENDING;
    }
  }

  /** A migration failed, or Waymark did. */
  record Failed(Optional<After> after, MigrationFailure failure, List<InvalidIndex> invalidIndexes)
      implements End {
    @Override
    public Outcome outcome() {
      return Outcome.FAILED;
    }
  }

  /** Something was wrong before the first statement. */
  record Refused(Refusal refusal) implements End {
    @Override
    public Outcome outcome() {
      return Outcome.REFUSED;
    }
  }

  /**
   * Somebody asked for it.
   *
   * @param failure the statement that was cancelled; null if it had not begun
   */
  record Cancelled(
      Optional<After> after, MigrationFailure failure, List<InvalidIndex> invalidIndexes)
      implements End {
    @Override
    public Outcome outcome() {
      return Outcome.CANCELLED;
    }
  }

  /**
   * The process, its connection or the server was gone.
   *
   * @param failure the statement that was cut off; null if that is not known
   */
  record Interrupted(MigrationFailure failure) implements End {
    @Override
    public Outcome outcome() {
      return Outcome.INTERRUPTED;
    }
  }
}

package dev.waymark.migration.rehearsal;

import java.util.Optional;

/** Why a rehearsal did not do what was asked; a closed set, beside what refuses a run as well. */
public abstract sealed class RehearsalException extends RuntimeException {
  private final transient Rehearsal rehearsal;

  private RehearsalException(Rehearsal rehearsal, String message) {
    super(message);
    this.rehearsal = rehearsal;
  }

  /** The last part of the problem type's URI, such as {@code rehearsal-failed}. */
  public abstract String type();

  /** The one thing to do next. */
  public abstract String hint();

  /** The one that it is about; empty where that is not known in this process. */
  public Optional<Rehearsal> rehearsal() {
    return Optional.ofNullable(rehearsal);
  }

  /** A migration failed in the copy. */
  public static final class Failed extends RehearsalException {
    private final transient Rehearsal failed;

    /** Without a cause: the driver's exception would carry the values that the failure masks. */
    public Failed(Rehearsal rehearsal) {
      super(rehearsal, rehearsal.failure().place() + rehearsal.failure().message());
      this.failed = rehearsal;
    }

    @Override
    public String type() {
      return "rehearsal-failed";
    }

    @Override
    public String hint() {
      String next =
          failed.failure().hint() == null
              ? "Mend the script and rehearse again."
              : failed.failure().hint();
      return failed.copy() == null || failed.copy().faithful()
          ? next + " The live database is as it was."
          : "The copy was not the live structure: see first in rehearsal.copy.lacks whether the"
              + " script needs what it lacks. Otherwise: "
              + next;
    }
  }

  /** Somebody asked for the rehearsal to be cancelled. */
  public static final class Cancelled extends RehearsalException {
    public Cancelled(Rehearsal rehearsal) {
      super(rehearsal, "The rehearsal was cancelled, and its scratch database was dropped.");
    }

    @Override
    public String type() {
      return "rehearsal-cancelled";
    }

    @Override
    public String hint() {
      return "Ask again to rehearse from the beginning; the live database is as it was.";
    }
  }

  /** A rehearsal up to another target, or of other scripts, goes on in this process. */
  public static final class InProgress extends RehearsalException {
    private final String running;

    /** A rehearsal with one target is in the way of a request with another; null is the latest. */
    public InProgress(LiveRehearsal running, String asked) {
      super(
          null,
          "Rehearsal %s tries what is pending up to %s; this request asks for %s."
              .formatted(running.id(), spoken(running.target()), spoken(asked)));
      this.running = running.id();
    }

    private static String spoken(String target) {
      return target == null ? "the latest version" : "version " + target;
    }

    /** The id of the one that goes on. */
    public String running() {
      return running;
    }

    @Override
    public String type() {
      return "rehearsal-in-progress";
    }

    @Override
    public String hint() {
      return "Wait until it has ended, then ask again.";
    }
  }

  /** A rehearsal that has ended cannot be cancelled. */
  public static final class Ended extends RehearsalException {
    public Ended(Rehearsal rehearsal) {
      super(
          rehearsal,
          "The rehearsal %s has ended: %s.".formatted(rehearsal.id(), rehearsal.outcome().code()));
    }

    @Override
    public String type() {
      return "rehearsal-ended";
    }

    @Override
    public String hint() {
      return "There is nothing to cancel.";
    }
  }

  /** There is no rehearsal of this id, or not any more. */
  public static final class Unknown extends RehearsalException {
    public Unknown(String id) {
      super(null, "There is no rehearsal " + id + ", or it was forgotten.");
    }

    @Override
    public String type() {
      return "not-found";
    }

    @Override
    public String hint() {
      return "The last 100 of all replicas are known.";
    }
  }
}

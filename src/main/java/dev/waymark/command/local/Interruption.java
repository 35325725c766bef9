package dev.waymark.command.local;

import dev.waymark.migration.rehearsing.Rehearsals;
import dev.waymark.migration.run.MigrationRunner;

/**
 * What Ctrl-C does while this process runs or rehearses migrations: the first one cancels it, so
 * that its end can be reported; a second one ends the process at once, which PostgreSQL notices and
 * rolls back. SIGTERM keeps its meaning, the same grace as in a server.
 */
final class Interruption implements AutoCloseable {
  /** 128 and the signal, as shells have it. */
  private static final int ENDED_BY_CTRL_C = 130;

  private final String doing;
  private final Runnable cancel;
  private final Object before;
  private volatile boolean happened;

  private Interruption(String doing, Runnable cancel) {
    this.doing = doing;
    this.cancel = cancel;
    this.before = CtrlC.does(this::first);
  }

  /** From now on Ctrl-C cancels the run of this process, or ends its waiting for another one. */
  static Interruption cancelling(MigrationRunner runner) {
    return new Interruption(
        "stopping the current statement", () -> runner.cancelOwn(LocalRequester.of("migrate")));
  }

  /** From now on Ctrl-C cancels the rehearsal of this process. */
  static Interruption cancelling(Rehearsals rehearsals) {
    return new Interruption(
        "dropping the scratch database", () -> rehearsals.cancelOwn(LocalRequester.of("rehearse")));
  }

  /** Whether Ctrl-C was pressed. */
  boolean happened() {
    return happened;
  }

  private void first() {
    CtrlC.does(() -> Runtime.getRuntime().halt(ENDED_BY_CTRL_C));
    happened = true;
    System.err.println("waymark: " + doing + "; once more ends the process at once");
    cancel.run();
  }

  @Override
  public void close() {
    CtrlC.doesAgain(before);
  }
}

package dev.waymark.command.local;

import dev.waymark.migration.run.MigrationRunner;

/**
 * What Ctrl-C does while this process runs migrations: the first one cancels the run, so that its
 * end can be reported; a second one ends the process at once, which PostgreSQL notices and rolls
 * back. SIGTERM keeps its meaning, the same grace as in a server.
 */
final class Interruption implements AutoCloseable {
  /** 128 and the signal, as shells have it. */
  private static final int ENDED_BY_CTRL_C = 130;

  private final MigrationRunner runner;
  private final Object before;
  private volatile boolean happened;

  private Interruption(MigrationRunner runner) {
    this.runner = runner;
    this.before = CtrlC.does(this::first);
  }

  /** From now on Ctrl-C cancels the run of this process, or ends its waiting for another one. */
  static Interruption cancelling(MigrationRunner runner) {
    return new Interruption(runner);
  }

  /** Whether Ctrl-C was pressed. */
  boolean happened() {
    return happened;
  }

  private void first() {
    CtrlC.does(() -> Runtime.getRuntime().halt(ENDED_BY_CTRL_C));
    happened = true;
    System.err.println(
        "waymark: stopping the current statement; once more ends the process at once");
    runner.cancelOwn(LocalRequester.of("migrate"));
  }

  @Override
  public void close() {
    CtrlC.doesAgain(before);
  }
}

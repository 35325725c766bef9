package dev.waymark.migration.run;

import dev.waymark.database.KeptConnection;
import dev.waymark.migration.Requester;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.session.RunSession;
import dev.waymark.verification.report.VerificationSummary;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A run whose session holds the lock, with what belongs to this one run. */
final class HeldRun {
  private final LiveRun live;
  private final RunSession session;
  private final KeptConnection beside;
  private final RunRequest request;
  private final String history;
  private final CompletableFuture<Optional<VerificationSummary>> proven;
  private final long begunNanos = System.nanoTime();
  private boolean changing;

  /**
   * @param beside over which the run's thread looks and writes beside the session
   * @param history the history's table, schema and name
   * @param proven what is known of the schema without reading it, asked since the lock is held
   */
  HeldRun(
      LiveRun live,
      RunSession session,
      KeptConnection beside,
      RunRequest request,
      String history,
      CompletableFuture<Optional<VerificationSummary>> proven) {
    this.live = live;
    this.session = session;
    this.beside = beside;
    this.request = request;
    this.history = history;
    this.proven = proven;
  }

  String id() {
    return live.id();
  }

  LiveRun live() {
    return live;
  }

  RunSession session() {
    return session;
  }

  RunRequest request() {
    return request;
  }

  String target() {
    return request.normalTarget();
  }

  String history() {
    return history;
  }

  CompletableFuture<Optional<VerificationSummary>> proven() {
    return proven;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }

  /** From now on statements of scripts or callbacks may have changed the database. */
  void changes() {
    changing = true;
  }

  /** Whether anything of the run may have changed the database. */
  boolean hasChanged() {
    return changing;
  }

  /** Something went wrong: the connection beside is looked at before it is used again. */
  void doubt() {
    beside.doubt();
  }

  /** Stops the current statement soon, and starts nothing more. */
  void requestCancel(Requester by) {
    live.requestCancel(by);
  }

  /** Cuts the run off, as if the process were gone. */
  void interrupt() {
    live.interrupt();
    session.abort();
  }
}

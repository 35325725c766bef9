package dev.waymark.migration;

import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.Run.State;
import dev.waymark.verification.report.VerificationSummary;
import java.time.Instant;
import java.util.List;

/** A run that is about to become the next one: what an event may change of it. */
final class RunChange {
  private final String id;
  private final Operation operation;
  private final String target;
  private final String reason;
  private final String plan;
  private final Requester requestedBy;
  State state;
  Outcome outcome;
  String targetVersion;
  String fromVersion;
  String toVersion;
  Integer ahead;
  Instant startedAt;
  Instant finishedAt;
  Long durationMs;
  boolean joined;
  Boolean replayed;
  String continuedBy;
  int applied;
  DriftBefore driftBefore;
  List<Migration> migrations;
  int retries;
  Progress progress;
  NextTry nextTry;
  List<Blocker> blockedBy;
  MigrationFailure failure;
  Refusal refusal;
  Requester cancelledBy;
  List<InvalidIndex> invalidIndexes;
  VerificationSummary verification;

  RunChange(Run run) {
    id = run.id();
    operation = run.operation();
    target = run.target();
    targetVersion = run.targetVersion();
    reason = run.reason();
    plan = run.plan();
    requestedBy = run.requestedBy();
    state = run.state();
    outcome = run.outcome();
    fromVersion = run.fromVersion();
    toVersion = run.toVersion();
    ahead = run.ahead();
    startedAt = run.startedAt();
    finishedAt = run.finishedAt();
    durationMs = run.durationMs();
    joined = run.joined();
    replayed = run.replayed();
    continuedBy = run.continuedBy();
    applied = run.applied();
    driftBefore = run.driftBefore();
    migrations = run.migrations();
    retries = run.retries();
    progress = run.progress();
    nextTry = run.nextTry();
    blockedBy = run.blockedBy() == null ? List.of() : run.blockedBy();
    failure = run.failure();
    refusal = run.refusal();
    cancelledBy = run.cancelledBy();
    invalidIndexes = run.invalidIndexes();
    verification = run.verification();
  }

  Run made() {
    return new Run(
        id,
        operation,
        state,
        outcome,
        target,
        targetVersion,
        reason,
        plan,
        requestedBy,
        fromVersion,
        toVersion,
        ahead,
        startedAt,
        finishedAt,
        durationMs,
        joined,
        replayed,
        continuedBy,
        applied,
        driftBefore,
        // One that an older Waymark wrote may have none.
        migrations == null ? null : List.copyOf(migrations),
        retries,
        progress,
        nextTry,
        blockedBy.isEmpty() ? null : List.copyOf(blockedBy),
        failure,
        refusal,
        cancelledBy,
        invalidIndexes,
        verification);
  }
}

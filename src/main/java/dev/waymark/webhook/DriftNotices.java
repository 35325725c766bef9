package dev.waymark.webhook;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.OwnSchemaWriter;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunEvent.RunEnded;
import dev.waymark.migration.run.RunListener;
import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.ReportedObject;
import dev.waymark.verification.report.Verification;
import dev.waymark.verification.report.VerificationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/**
 * Makes news of drift that was found or is gone. Verifications that find what the last one found
 * cost nothing: only what is new to this process, or was not looked after for long, is compared
 * with what was said.
 */
public final class DriftNotices implements VerificationListener, RunListener {
  private static final Logger LOG = Logger.getLogger(DriftNotices.class);

  /** A replica that has said something may be gone before it could take it back. */
  private static final Duration SURE_FOR = Duration.ofMinutes(5);

  /** A run goes on, or migrations are pending: clients that poll must not all ask whether still. */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

  private final Webhooks webhooks;
  private final SaidDrift said;
  private final IntSupplier pending;

  /** What is to be looked after: only the newest. */
  private final AtomicReference<Seen> next = new AtomicReference<>();

  private volatile Verification last;
  private volatile Looked looked = new Looked(null, Instant.EPOCH);

  private record Seen(Verification report, boolean ofRun) {}

  /**
   * What was looked after.
   *
   * @param objects those of the report, which are the same while nothing changes
   * @param until when that is good enough
   */
  private record Looked(Map<String, List<ReportedObject>> objects, Instant until) {}

  /**
   * @param pending how many migrations are
   */
  public DriftNotices(
      Webhooks webhooks, OwnSchemaWriter own, String ownSchema, IntSupplier pending) {
    this.webhooks = webhooks;
    this.said = new SaidDrift(own, ownSchema);
    this.pending = pending;
  }

  @Override
  public void verified(Report report, boolean asConfigured, boolean compared, Instant startedAt) {
    Verification verification = report.verification();
    if (webhooks.isOff() || !asConfigured || isNothing(verification)) {
      return;
    }
    last = verification;
    Looked known = looked;
    boolean same = known.objects() == verification.objects();
    if (!same || known.until().isBefore(verification.checkedAt())) {
      lookAfter(new Seen(verification, false));
    }
  }

  /** What a run has found at its end is true although the run is not written down as ended. */
  @Override
  public void heard(Run run, RunEvent event) {
    Verification found = last;
    if (event instanceof RunEnded
        && found != null
        && run.verification() != null
        && found.checkedAt().equals(run.verification().checkedAt())) {
      lookAfter(new Seen(found, true));
    }
  }

  /** With nothing to hold it against, a database has no drift and is not free of it. */
  private static boolean isNothing(Verification verification) {
    return verification.status() == VerificationStatus.UNVERIFIED
        || verification.expectation() == null
        || verification.trackingTable().namespace() == null;
  }

  private void lookAfter(Seen seen) {
    if (next.getAndSet(seen) == null) {
      webhooks.soon(this::lookAfterNext);
    }
  }

  private void lookAfterNext() {
    Seen seen = next.getAndSet(null);
    Drift drift = Drift.of(seen.report());
    looked = looked(seen, AGAIN_AFTER);
    if (!drift.differences().isEmpty() && !seen.ofRun() && isPending(drift)) {
      return;
    }
    SaidDrift.Claim claim = said.claim(drift, seen.ofRun());
    if (claim instanceof SaidDrift.Claim.NotNow) {
      return;
    }
    looked = looked(seen, SURE_FOR);
    if (claim instanceof SaidDrift.Claim.Won won) {
      say(drift, won.before());
    }
  }

  private static Looked looked(Seen seen, Duration goodFor) {
    return new Looked(seen.report().objects(), seen.report().checkedAt().plus(goodFor));
  }

  private void say(Drift drift, SortedSet<String> before) {
    SortedSet<String> added = new TreeSet<>(drift.differences());
    added.removeAll(before);
    if (!added.isEmpty()) {
      webhooks.hand(new Event.DriftFound(drift));
    } else if (drift.differences().isEmpty() && !before.isEmpty()) {
      webhooks.hand(new Event.DriftGone(drift));
    }
  }

  /** Until they have run, what pending migrations make is missing from a contract's objects. */
  private boolean isPending(Drift drift) {
    if (drift.expectation().equals(ExpectationChoice.RECORDED.code())) {
      return false;
    }
    try {
      return pending.getAsInt() > 0;
    } catch (MigrationException | DatabaseException exception) {
      LOG.debug("Whether migrations are pending cannot be read: the next look says it.", exception);
      return true;
    }
  }
}

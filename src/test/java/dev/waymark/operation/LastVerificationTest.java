package dev.waymark.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.Verification;
import dev.waymark.verification.report.VerificationStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastVerificationTest {
  private static final Report DURING_A_RUN = report(VerificationStatus.DRIFTED, 1);
  private static final Report AFTER_IT = report(VerificationStatus.VERIFIED, 2);

  private final LastVerification last = new LastVerification();

  @Test
  void whatWasSeenEarlierDoesNotReplaceWhatWasSeenLater() {
    told(AFTER_IT, true);
    told(DURING_A_RUN, true);

    assertEquals(AFTER_IT, last.report().orElseThrow());
  }

  @Test
  void whatWasSeenLaterReplacesWhatWasSeenEarlier() {
    told(DURING_A_RUN, true);
    told(AFTER_IT, true);

    assertEquals(AFTER_IT, last.report().orElseThrow());
  }

  @Test
  void aClockThatWasSetBackStopsNothing() {
    Report anHourLater = report(VerificationStatus.VERIFIED, 3600);
    told(anHourLater, true);
    told(DURING_A_RUN, true);

    assertEquals(DURING_A_RUN, last.report().orElseThrow());
  }

  @Test
  void onlyWhatIsConfiguredIsKept() {
    told(DURING_A_RUN, true);
    told(AFTER_IT, false);

    assertEquals(DURING_A_RUN, last.report().orElseThrow());
  }

  private void told(Report report, boolean asConfigured) {
    last.verified(report, asConfigured, true, Instant.EPOCH);
  }

  private static Report report(VerificationStatus status, long second) {
    Instant moment = Instant.ofEpochSecond(second);
    return new Report(
        new Verification(
            status, null, null, null, "waymark", null, List.of(), null, null, moment, moment, 0,
            null, List.of(), List.of(), List.of(), List.of(), null, Map.of()),
        null);
  }
}

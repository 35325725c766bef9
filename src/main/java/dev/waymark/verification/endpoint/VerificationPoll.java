package dev.waymark.verification.endpoint;

import dev.waymark.answer.Poll;
import dev.waymark.verification.Freshness;
import dev.waymark.verification.SharedVerification;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.report.ReportFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The whole report, as dashboards poll it. */
public final class VerificationPoll implements Poll {
  private final Verifier verifier;
  private final SharedVerification shared;

  public VerificationPoll(Verifier verifier, SharedVerification shared) {
    this.verifier = verifier;
    this.shared = shared;
  }

  @Override
  public String path() {
    return "/schema/verification";
  }

  @Override
  public String contentType() {
    return ReportFormat.JSON.mediaType();
  }

  @Override
  public CompletionStage<Answer> ask() {
    return shared
        .verify(Optional.empty(), Freshness.RECENT)
        .thenApply(
            report ->
                new Answer(
                    report.json(),
                    Map.of(
                        VerificationResource.AGE,
                        Long.toString(verifier.ageOf(report).toSeconds()))));
  }
}

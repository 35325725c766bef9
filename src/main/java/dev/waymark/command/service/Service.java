package dev.waymark.command.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.acceptance.AcceptanceRequest;
import dev.waymark.verification.report.SchemaFormat;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What commands ask for: of the services in this process, or of a running Waymark. Nothing throws
 * because of what the database or the network does: a problem is an answer.
 */
public interface Service {
  /** Of a run that takes no longer only its end is reported. */
  Duration MOMENT = Duration.ofSeconds(2);

  /**
   * Runs what is pending, or joins the run in progress, and waits for its end.
   *
   * @param progress is given the run as it stands, now and then, if it takes longer than {@link
   *     #MOMENT}
   */
  Answer migrate(RunRequest request, Consumer<JsonNode> progress);

  /** Where the database stands. */
  Answer status();

  /** Whether the database is what is expected; the exit code says so, too. */
  Answer verify(VerificationRequest request);

  /** Makes differences what is expected. */
  Answer accept(AcceptanceRequest request);

  /** What the database is. */
  Answer schema(SchemaFormat format);
}

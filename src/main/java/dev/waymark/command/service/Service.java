package dev.waymark.command.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.acceptance.AcceptanceRequest;
import dev.waymark.migration.rehearsal.RehearsalRequest;
import dev.waymark.schema.diagram.DiagramRequest;
import dev.waymark.schema.sql.WrittenRoles;
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

  /**
   * What a run would do.
   *
   * @param target the version to stop at; null means the latest
   * @param gate whether it ends with {@link ExitCode#NOT_VERIFIED} where a hazard shuts the gate
   */
  Answer plan(String target, boolean gate);

  /**
   * Tries what is pending in a scratch copy of the live structure, and waits for its end.
   *
   * @param progress is given the rehearsal as it stands, now and then, if it takes longer than
   *     {@link #MOMENT}
   * @param gate whether it ends with {@link ExitCode#NOT_VERIFIED} where a hazard shuts the gate
   */
  Answer rehearse(RehearsalRequest request, boolean gate, Consumer<JsonNode> progress);

  /** Where the database stands. */
  Answer status();

  /** Whether the database is what is expected; the exit code says so, too. */
  Answer verify(VerificationRequest request);

  /** Makes differences what is expected. */
  Answer accept(AcceptanceRequest request);

  /** Who accepted which differences, when and why, newest first. */
  Answer acceptances();

  /** How many runs are listed when the user does not say; HTTP's own number. */
  int RUNS_LISTED = 20;

  /** Repairs the history, or shows what that would change. */
  Answer repair(RepairRequest request);

  /** Records that a database made without Flyway corresponds to a version. */
  Answer baseline(BaselineRequest request);

  /**
   * The runs of every replica, newest first.
   *
   * @param limit how many at most
   * @param after the id of the run to go on after; null begins with the newest
   */
  Answer runs(int limit, String after);

  /** One run, as it stands or as it ended. */
  Answer run(String id);

  /** Asks for a run to be cancelled. */
  Answer cancel(String id);

  /**
   * Hands on what happens in a run, from its beginning to its end.
   *
   * @param event is given each event, in order
   * @return a problem if it cannot be followed to its end; else the run as it stands then
   */
  Answer follow(String id, Consumer<JsonNode> event);

  /**
   * What the database is.
   *
   * @param roles what is written of them as SQL
   * @param diagram what a picture shows
   */
  Answer schema(SchemaFormat format, WrittenRoles roles, DiagramRequest diagram);
}

package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The process that is changing the database now.
 *
 * @param by {@code waymark}, or {@code flyway} for a Flyway that is not Waymark's
 * @param run the run's id; null for Flyway
 * @param operation what the run does; null for Flyway
 * @param target the version it was asked for; null for the latest, and for Flyway
 * @param targetVersion the version that the run brings the database to; null until that is known,
 *     and for Flyway
 * @param progress what the run is doing; null unless it is running a migration, and for Flyway
 * @param nextTry what the run pauses for; null unless it does, and for Flyway
 * @param blockedBy who holds the lock that the run waits for; null if it waits for none
 * @param startedAt when the run started, or Flyway's session
 * @param pid the process id of Flyway's backend; null for Waymark
 * @param user its role; null for Waymark
 * @param application what it calls itself; null for Waymark, or where it may not be seen
 */
@Schema(
    requiredProperties = {"by", "startedAt"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunningElsewhere(
    String by,
    String run,
    Run.Operation operation,
    String target,
    String targetVersion,
    Progress progress,
    NextTry nextTry,
    List<Blocker> blockedBy,
    Instant startedAt,
    Integer pid,
    String user,
    String application) {

  public static RunningElsewhere of(Run run) {
    return new RunningElsewhere(
        "waymark",
        run.id(),
        run.operation(),
        run.target(),
        run.targetVersion(),
        run.progress(),
        run.nextTry(),
        run.blockedBy(),
        run.startedAt(),
        null,
        null,
        null);
  }

  /** A Flyway that is not Waymark's and holds its own lock. */
  public static RunningElsewhere flyway(int pid, String user, String application, Instant since) {
    return new RunningElsewhere(
        "flyway", null, null, null, null, null, null, null, since, pid, user, application);
  }
}

package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.RunEvent.MigrationStarted;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a run is doing now.
 *
 * @param script the script it is at
 * @param version its version; null for a repeatable one
 * @param migration which of the run's migrations it is, from 1
 * @param migrations how many the run has to apply
 * @param statement which of the script's statements, from 1; null before the first
 * @param statements how many the script has; null before the first
 * @param sql the beginning of the statement, secrets masked; null before the first
 * @param since when the statement, or else the script, was started
 * @param command the command whose progress PostgreSQL counts, such as {@code CREATE INDEX
 *     CONCURRENTLY}; null for one that it does not count
 * @param phase the phase of the command; null where there is none
 * @param done how much of the phase is done, in PostgreSQL's unit; null where it is not counted
 * @param total how much there is to do in the phase; null where it is not known
 * @param percent how much of the phase is done, from 0 to 100; null where it is not known
 * @see <a href="https://www.postgresql.org/docs/current/progress-reporting.html">Progress
 *     reporting</a>
 */
@Schema(
    requiredProperties = {"script", "migration", "migrations", "since"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
    String script,
    String version,
    int migration,
    int migrations,
    Integer statement,
    Integer statements,
    String sql,
    Instant since,
    String command,
    String phase,
    Long done,
    Long total,
    Integer percent) {

  /** The longest beginning of a statement that is shown, in characters. */
  public static final int LONGEST_SQL = 120;

  /** A script that is about to start. */
  public static Progress at(MigrationStarted started, Instant since) {
    return new Progress(
        started.script(),
        started.version(),
        started.migration(),
        started.migrations(),
        null,
        null,
        null,
        since,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * The script at one of its statements.
   *
   * @param number which, from 1
   * @param of how many there are
   */
  public Progress statement(int number, int of, String text, Instant start) {
    String oneLine = text.strip().replaceAll("\\s+", " ");
    String beginning =
        oneLine.length() <= LONGEST_SQL ? oneLine : oneLine.substring(0, LONGEST_SQL) + " ...";
    return new Progress(
        script,
        version,
        migration,
        migrations,
        number,
        of,
        beginning,
        start,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same place with what PostgreSQL counts. */
  public Progress counted(String counted, String inPhase, Long isDone, Long ofTotal) {
    Integer share =
        isDone == null || ofTotal == null || ofTotal == 0
            ? null
            : (int) Math.min(100, isDone * 100 / ofTotal);
    return new Progress(
        script,
        version,
        migration,
        migrations,
        statement,
        statements,
        sql,
        since,
        counted,
        inPhase,
        isDone,
        ofTotal,
        share);
  }
}

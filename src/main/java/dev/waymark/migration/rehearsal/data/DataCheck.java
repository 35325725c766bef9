package dev.waymark.migration.rehearsal.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the live data says to something that a migration needs of it.
 *
 * @param check what was asked for
 * @param statement the number of the statement whose rows they are; null where the script as a
 *     whole needs something
 * @param object what needs it: a constraint, an index or a column, qualified
 * @param table the table whose rows were asked
 * @param sql the question; it only reads
 * @param outcome what the answer was
 * @param rows how many rows, or groups of rows, are in the way; null if that is not known
 * @param example the values of one of them; null where there is none, and for a viewer
 * @param reason why it was not finished, or in PostgreSQL's words what it refuses; else null
 * @param writtenBefore whether an earlier statement of the plan writes to the table, so that the
 *     answer may be another by then
 */
@Schema(
    requiredProperties = {"check", "object", "table", "sql", "outcome", "writtenBefore"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataCheck(
    Check check,
    Integer statement,
    String object,
    String table,
    String sql,
    Outcome outcome,
    Long rows,
    String example,
    String reason,
    boolean writtenBefore) {

  /** What can be asked for. */
  @Schema(name = "DataCheckKind")
  public enum Check {
    /** Rows that a new unique constraint or index would not tell apart. */
    DUPLICATES,
    /** Rows without a value in a column that must have one. */
    NULLS,
    /** Rows in a table that gets a column which must have a value and has no default. */
    ROWS,
    /** Rows that a new foreign key would refuse. */
    ORPHANS,
    /** Rows that a new check would refuse. */
    VIOLATIONS,
    /** Values that another type would refuse. */
    CASTS,
    /** Rows over which an expression fails, of an index or of a column that is made of others. */
    EXPRESSIONS,
    /** Rows that a new exclusion, or a key without overlaps, would not let stand together. */
    OVERLAPS,
    /** Rows that a statement deletes, updates or empties a table of. */
    TOUCHED,
    /** Rows that are outside the bounds of their new partition, or inside those of another. */
    BOUNDS;

    /** The word as it stands in JSON. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What can come of a question. */
  @Schema(name = "DataCheckOutcome")
  public enum Outcome {
    HOLDS,
    VIOLATED,
    /** Nothing is in the way, and so many rows are meant. */
    COUNTED,
    NOT_FINISHED;

    /** The word as it stands in JSON, such as {@code not-finished}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The same without values of rows; what PostgreSQL refuses names one. */
  public DataCheck withoutValues() {
    boolean names = outcome == Outcome.VIOLATED && reason != null;
    return new DataCheck(
        check,
        statement,
        object,
        table,
        sql,
        outcome,
        rows,
        null,
        names ? "PostgreSQL refuses a value." : reason,
        writtenBefore);
  }

  /** What is in the way, as a sentence. */
  public String sentence() {
    boolean one = rows != null && rows == 1;
    String count = rows == null ? "Some" : "%,d".formatted(rows);
    String how = count + (one ? " row of " : " rows of ") + table;
    return switch (check) {
      case DUPLICATES ->
          count
              + (one ? " key of " + table + " is" : " keys of " + table + " are")
              + " there more than once.";
      case NULLS -> how + (one ? " has" : " have") + " no value in it.";
      case ROWS -> table + " has rows, which would have no value in it.";
      case ORPHANS -> how + (one ? " refers" : " refer") + " to nothing.";
      case VIOLATIONS -> how + (one ? " breaks" : " break") + " it.";
      case TOUCHED -> how + (one ? " is" : " are") + " touched.";
      case OVERLAPS -> how + " exclude one another.";
      case BOUNDS -> how + " would be in the wrong partition.";
      case EXPRESSIONS -> "The expression fails over a row of " + table + ".";
      case CASTS ->
          reason == null
              ? count
                  + (one ? " value of " + table + " does" : " values of " + table + " do")
                  + " not fit."
              : "A value of " + table + " is refused.";
    };
  }
}

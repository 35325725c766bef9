package dev.waymark.migration.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The copy in which a rehearsal took place.
 *
 * @param faithful whether it was, object by object, the structure of the live database
 * @param server whether that was beside the live database, or on the server that is named for it
 * @param objects how many objects the live database has
 * @param lacks what the copy lacked, or had otherwise
 * @param rows how many tables had a few rows, made up
 * @param empty the tables that had none, and why
 * @param refusedRows where a script failed only because of rows that are made up: why it did; the
 *     copy had none then. Null otherwise: the live rows are asked in any case
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    requiredProperties = {"faithful", "server", "objects", "lacks", "rows", "empty"},
    additionalProperties = Schema.False.class)
public record Copied(
    boolean faithful,
    String server,
    int objects,
    List<Lack> lacks,
    int rows,
    List<Empty> empty,
    String refusedRows) {
  public Copied {
    lacks = List.copyOf(lacks);
    empty = List.copyOf(empty);
  }

  /**
   * An object that was not, or not quite, in the copy.
   *
   * @param object what it is, such as {@code function public.touch()}
   * @param reason why, as a sentence
   */
  @Schema(
      name = "CopyLack",
      requiredProperties = {"object", "reason"},
      additionalProperties = Schema.False.class)
  public record Lack(String object, String reason) {}

  /**
   * A table without rows in the copy: what casts and defaults do to rows was not seen there.
   *
   * @param table the table
   * @param reason why, in PostgreSQL's words
   */
  @Schema(
      name = "EmptyTable",
      requiredProperties = {"table"},
      additionalProperties = Schema.False.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Empty(String table, String reason) {}
}

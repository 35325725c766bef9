package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A column of a table.
 *
 * @param position from 1, counted without dropped columns
 * @param name as stored
 * @param type with its modifiers, as {@code format_type} prints it
 * @param collation null when it is the type's own
 * @param nullable false when NULL is refused
 * @param notNull null unless the NOT NULL constraint is out of the ordinary (PostgreSQL 18)
 * @param defaultValue the expression as deparsed; null without one and for generated columns
 * @param identity {@code always} or {@code by default}; null when it is not an identity column
 * @param generated {@code stored} or {@code virtual}; null when it is not generated
 * @param generationExpression the expression as deparsed; null when it is not generated
 * @param storage {@code plain}, {@code external}, {@code main}, {@code extended}; null when it is
 *     the type's own
 * @param compression {@code pglz} or {@code lz4}; null when the server's setting decides
 * @param statisticsTarget null when the server's setting decides
 * @param options planner's options such as {@code n_distinct=5}, sorted
 * @param foreignOptions options for the foreign-data wrapper, sorted
 * @param inherited true when only a parent table defines it
 * @param comment null without one
 * @param grants privileges on this column alone, by grantee
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Column(
    int position,
    String name,
    String type,
    String collation,
    boolean nullable,
    NotNull notNull,
    @JsonProperty("default") String defaultValue,
    String identity,
    String generated,
    String generationExpression,
    String storage,
    String compression,
    Integer statisticsTarget,
    List<String> options,
    List<String> foreignOptions,
    boolean inherited,
    String comment,
    List<Grant> grants) {
  public Column {
    options = Lists.copy(options);
    foreignOptions = Lists.copy(foreignOptions);
    grants = Lists.copy(grants);
  }

  /** The same at another position. */
  public Column at(int otherPosition) {
    return new Column(
        otherPosition,
        name,
        type,
        collation,
        nullable,
        notNull,
        defaultValue,
        identity,
        generated,
        generationExpression,
        storage,
        compression,
        statisticsTarget,
        options,
        foreignOptions,
        inherited,
        comment,
        grants);
  }
}

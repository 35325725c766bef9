package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What PostgreSQL 18 knows about a column's NOT NULL beyond the fact itself. It is present only
 * when it says more than {@code nullable: false} could on an older server.
 *
 * @param name null when it ends in {@code _not_null}, as those that PostgreSQL chooses
 * @param validated false when rows from before it may still hold NULL
 * @param noInherit true when child tables need not have it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NotNull(String name, boolean validated, boolean noInherit) {}

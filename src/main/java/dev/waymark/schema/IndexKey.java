package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One key of an index: a column or an expression, and how it is sorted.
 *
 * @param column null for an expression
 * @param expression as deparsed; null for a column
 * @param operatorClass null when it is the type's default
 * @param options of the operator class, such as {@code siglen=32}, sorted
 * @param collation null when it is the column's own
 * @param order {@code asc} or {@code desc}
 * @param nulls {@code first} or {@code last}; null when it is the order's own (last for asc)
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IndexKey(
    String column,
    String expression,
    String operatorClass,
    List<String> options,
    String collation,
    String order,
    String nulls) {
  public IndexKey {
    options = Lists.copy(options);
  }
}

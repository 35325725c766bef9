package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A column of a view.
 *
 * @param name as stored
 * @param type as {@code format_type} prints it
 * @param collation null when it is the type's own
 * @param defaultValue what an INSERT through the view puts there; null without one
 * @param comment null without one
 * @param grants privileges on this column alone, by grantee
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ViewColumn(
    String name,
    String type,
    String collation,
    @JsonProperty("default") String defaultValue,
    String comment,
    List<Grant> grants) {
  public ViewColumn {
    grants = Lists.copy(grants);
  }
}

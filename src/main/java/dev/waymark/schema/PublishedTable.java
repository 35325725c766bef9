package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A table of a publication.
 *
 * @param name qualified
 * @param columns those published, in order; empty for all
 * @param where which rows are, as deparsed; null for all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PublishedTable(String name, List<String> columns, String where) {
  public PublishedTable {
    columns = Lists.copy(columns);
  }
}

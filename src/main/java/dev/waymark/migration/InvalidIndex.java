package dev.waymark.migration;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An index that PostgreSQL keeps up to date and never uses, because its build was cut off.
 *
 * @param namespace its namespace
 * @param table its table
 * @param name its name
 * @param mend the statement that mends it, to be run by a person; or what to do where a run will
 */
@Schema(
    requiredProperties = {"namespace", "table", "name", "mend"},
    additionalProperties = Schema.False.class)
public record InvalidIndex(String namespace, String table, String name, String mend) {

  public InvalidIndex mendedBy(String remedy) {
    return new InvalidIndex(namespace, table, name, remedy);
  }
}

package dev.waymark.schema;

import java.util.List;

/**
 * What logical replication offers.
 *
 * @param name as stored
 * @param allTables true for every table of the database
 * @param operations of {@code insert}, {@code update}, {@code delete}, {@code truncate}, in this
 *     order
 * @param viaRoot true when partitions are published as their root
 * @param generatedColumns {@code none} or {@code stored} (PostgreSQL 18)
 * @param tables those named one by one, by name
 * @param namespaces those of which all tables are published, sorted (PostgreSQL 15)
 * @param owner the role that owns it
 * @param comment null without one
 */
public record Publication(
    String name,
    boolean allTables,
    List<String> operations,
    boolean viaRoot,
    String generatedColumns,
    List<PublishedTable> tables,
    List<String> namespaces,
    String owner,
    String comment)
    implements SchemaObject {
  public Publication {
    operations = Lists.copy(operations);
    tables = Lists.copy(tables);
    namespaces = Lists.copy(namespaces);
  }

  @Override
  public Kind kind() {
    return Kind.PUBLICATION;
  }
}

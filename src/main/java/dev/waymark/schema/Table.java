package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A table that holds rows, divides them into partitions, or stands for one of another server.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param type {@code ordinary}, {@code partitioned} or {@code foreign}
 * @param persistence {@code permanent} or {@code unlogged}
 * @param partitionKey such as {@code RANGE (payment_date)}; null unless partitioned
 * @param partitionOf the qualified parent; null unless it is a partition
 * @param partitionBound such as {@code FOR VALUES FROM (1) TO (10)} or {@code DEFAULT}
 * @param inherits the qualified parents in order, for inheritance without partitions
 * @param ofType the composite type of a typed table; null otherwise
 * @param accessMethod {@code heap} unless another was installed; null where it has no meaning
 * @param tablespace null for the database's own
 * @param storageParameters such as {@code fillfactor=70}, sorted; the TOAST table's with {@code
 *     toast.} before them
 * @param replicaIdentity {@code default}, {@code full}, {@code nothing} or {@code index}
 * @param rowSecurity true when policies apply
 * @param forceRowSecurity true when they apply to the owner as well
 * @param server the foreign server; null unless foreign
 * @param foreignOptions options for the foreign-data wrapper, sorted
 * @param columns in order
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record Table(
    String namespace,
    String name,
    String type,
    String persistence,
    String partitionKey,
    String partitionOf,
    String partitionBound,
    List<String> inherits,
    String ofType,
    String accessMethod,
    String tablespace,
    List<String> storageParameters,
    String replicaIdentity,
    boolean rowSecurity,
    boolean forceRowSecurity,
    String server,
    List<String> foreignOptions,
    List<Column> columns,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public Table {
    inherits = Lists.copy(inherits);
    storageParameters = Lists.copy(storageParameters);
    foreignOptions = Lists.copy(foreignOptions);
    columns = Lists.copy(columns);
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.TABLE;
  }

  /** How many columns it has; written to JSON, never read from it. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public int columnCount() {
    return columns.size();
  }
}

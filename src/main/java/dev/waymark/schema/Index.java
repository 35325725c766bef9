package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * An index, whether made for itself or by a constraint.
 *
 * @param namespace where it and its table live
 * @param table the table or materialised view it serves
 * @param name as stored
 * @param constraint the constraint it backs; null for an index of its own
 * @param definition as {@code pg_get_indexdef} prints it
 * @param method such as {@code btree} or {@code gin}
 * @param unique true when it refuses duplicates
 * @param nullsNotDistinct true when two NULLs are duplicates too (PostgreSQL 15)
 * @param primary true when it backs the primary key
 * @param keys in order
 * @param include columns carried along, in order
 * @param predicate the condition of a partial index; null otherwise
 * @param valid false when queries must not use it: a concurrent build that failed or is still going
 * @param ready false when writes do not maintain it either
 * @param clustered true when CLUSTER last used it
 * @param replicaIdentity true when logical replication identifies rows by it
 * @param partitionOf the qualified index of the partitioned table; null otherwise
 * @param tablespace null for the database's own
 * @param storageParameters such as {@code fillfactor=70}, sorted
 * @param comment null without one
 */
public record Index(
    String namespace,
    String table,
    String name,
    String constraint,
    String definition,
    String method,
    boolean unique,
    boolean nullsNotDistinct,
    boolean primary,
    List<IndexKey> keys,
    List<String> include,
    String predicate,
    boolean valid,
    boolean ready,
    boolean clustered,
    boolean replicaIdentity,
    String partitionOf,
    String tablespace,
    List<String> storageParameters,
    String comment)
    implements SchemaObject {
  public Index {
    keys = Lists.copy(keys);
    include = Lists.copy(include);
    storageParameters = Lists.copy(storageParameters);
  }

  @Override
  public Kind kind() {
    return Kind.INDEX;
  }

  /** Whether it was made for itself, not by a constraint. */
  @JsonIgnore
  public boolean secondary() {
    return constraint == null;
  }

  /** Whether it covers only the rows that meet its predicate. */
  @JsonIgnore
  public boolean partial() {
    return predicate != null;
  }

  /** The same with the constraint, and with the definition unless it has one. */
  public Index completed(String itsConstraint, String itsDefinition) {
    return new Index(
        namespace,
        table,
        name,
        itsConstraint,
        definition == null ? itsDefinition : definition,
        method,
        unique,
        nullsNotDistinct,
        primary,
        keys,
        include,
        predicate,
        valid,
        ready,
        clustered,
        replicaIdentity,
        partitionOf,
        tablespace,
        storageParameters,
        comment);
  }
}

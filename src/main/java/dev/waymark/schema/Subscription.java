package dev.waymark.schema;

import java.util.List;

/**
 * What logical replication takes from another server. Where that is, is never read.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createsubscription.html">PostgreSQL's
 * documentation</a>.
 *
 * @param name as stored
 * @param enabled false when nothing is replicated
 * @param publications sorted
 * @param slot the replication slot on the other server; null for none
 * @param synchronousCommit as the setting of that name
 * @param binary true when values travel in binary
 * @param streaming {@code off}, {@code on} or {@code parallel}
 * @param twoPhase true when prepared transactions are replicated as such (PostgreSQL 15)
 * @param disableOnError true when an error switches it off (PostgreSQL 15)
 * @param passwordRequired false when it may connect without one (PostgreSQL 16)
 * @param runAsOwner true when changes are made as its owner (PostgreSQL 16)
 * @param failover true when standbys keep the slot as well (PostgreSQL 17)
 * @param origin {@code any} or {@code none} (PostgreSQL 16)
 * @param owner the role that owns it
 * @param comment null without one
 */
public record Subscription(
    String name,
    boolean enabled,
    List<String> publications,
    String slot,
    String synchronousCommit,
    boolean binary,
    String streaming,
    boolean twoPhase,
    boolean disableOnError,
    boolean passwordRequired,
    boolean runAsOwner,
    boolean failover,
    String origin,
    String owner,
    String comment)
    implements SchemaObject {
  public Subscription {
    publications = Lists.copy(publications);
  }

  @Override
  public Kind kind() {
    return Kind.SUBSCRIPTION;
  }
}

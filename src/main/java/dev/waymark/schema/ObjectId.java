package dev.waymark.schema;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What distinguishes an object from every other of its database. Sorted by kind (in report order),
 * namespace, table and name; what has no namespace or table comes first.
 *
 * @param kind what it is
 * @param namespace null for what belongs to the whole database
 * @param table the relation it is bound to; null if it stands alone
 * @param name for functions with the types of the arguments: {@code touch(integer, text)}
 */
public record ObjectId(Kind kind, String namespace, String table, String name)
    implements Comparable<ObjectId> {

  public ObjectId {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
  }

  // Not made of comparators: thousands of objects are sorted with each read.
  @Override
  public int compareTo(ObjectId other) {
    int order = kind.compareTo(other.kind);
    if (order == 0) {
      order = absentFirst(namespace, other.namespace);
    }
    if (order == 0) {
      order = absentFirst(table, other.table);
    }
    return order == 0 ? name.compareTo(other.name) : order;
  }

  @SuppressWarnings("StringEquality")
  private static int absentFirst(String one, String other) {
    if (one == other) {
      return 0;
    }
    if (one == null) {
      return -1;
    }
    return other == null ? 1 : one.compareTo(other);
  }

  /** The namespace that it lives in; it has one. */
  public ObjectId place() {
    return new ObjectId(Kind.NAMESPACE, null, null, namespace);
  }

  /**
   * The relation that it is bound to, or itself if it is one; as a table, of whatever kind it is,
   * since two relations of a namespace never have the same name.
   */
  public ObjectId relation() {
    return new ObjectId(Kind.TABLE, namespace, null, table == null ? name : table);
  }

  /** Its name with its namespace and table: {@code public.users.users_email_key}. */
  public String qualifiedName() {
    return Stream.of(namespace, table, name)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }

  /** For people: {@code constraint public.users.users_email_key}. */
  @Override
  public String toString() {
    return kind.code() + " " + qualifiedName();
  }
}

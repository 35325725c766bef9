package dev.waymark.schema;

import java.util.Comparator;
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

  private static final Comparator<String> ABSENT_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<ObjectId> ORDER =
      Comparator.comparing(ObjectId::kind)
          .thenComparing(ObjectId::namespace, ABSENT_FIRST)
          .thenComparing(ObjectId::table, ABSENT_FIRST)
          .thenComparing(ObjectId::name);

  public ObjectId {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
  }

  @Override
  public int compareTo(ObjectId other) {
    return ORDER.compare(this, other);
  }

  /** The namespace that it lives in; it has one. */
  public ObjectId place() {
    return new ObjectId(Kind.NAMESPACE, null, null, namespace);
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

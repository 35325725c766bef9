package dev.waymark.schema.sql;

import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import java.util.Comparator;
import java.util.List;

/**
 * Where a piece stands in the SQL, among those that need none of each other. The order is by what
 * people look for, and never by when something was made: what a table has follows it.
 */
record Place(ObjectId object, String part, Phase phase) implements Comparable<Place> {
  /** Kinds that are not bound to a table. */
  private static final List<Kind> ORDER =
      List.of(
          Kind.NAMESPACE,
          Kind.EXTENSION,
          Kind.ACCESS_METHOD,
          Kind.LANGUAGE,
          Kind.COLLATION,
          Kind.CONVERSION,
          Kind.FOREIGN_DATA_WRAPPER,
          Kind.FOREIGN_SERVER,
          Kind.USER_MAPPING,
          Kind.ENUM,
          Kind.COMPOSITE_TYPE,
          Kind.BASE_TYPE,
          Kind.RANGE_TYPE,
          Kind.DOMAIN,
          Kind.FUNCTION,
          Kind.PROCEDURE,
          Kind.AGGREGATE,
          Kind.OPERATOR,
          Kind.OPERATOR_FAMILY,
          Kind.OPERATOR_CLASS,
          Kind.CAST,
          Kind.TRANSFORM,
          Kind.TEXT_SEARCH_PARSER,
          Kind.TEXT_SEARCH_TEMPLATE,
          Kind.TEXT_SEARCH_DICTIONARY,
          Kind.TEXT_SEARCH_CONFIGURATION,
          Kind.SEQUENCE,
          Kind.TABLE,
          Kind.VIEW,
          Kind.MATERIALIZED_VIEW,
          Kind.EXTENDED_STATISTICS,
          Kind.PUBLICATION,
          Kind.SUBSCRIPTION,
          Kind.DEFAULT_PRIVILEGES,
          Kind.EVENT_TRIGGER);

  private static final Comparator<String> ABSENT_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private static final Comparator<Place> COMPARATOR =
      Comparator.comparing(Place::phase)
          .thenComparing(place -> !place.follows())
          .thenComparing(place -> place.follows() ? 0 : ORDER.indexOf(place.object.kind()))
          .thenComparing(place -> place.object.namespace(), ABSENT_FIRST)
          .thenComparing(Place::relation, ABSENT_FIRST)
          .thenComparing(place -> rank(place.object.kind()))
          .thenComparing(place -> place.object.name())
          .thenComparing(Place::part);

  @Override
  public int compareTo(Place other) {
    return COMPARATOR.compare(this, other);
  }

  /** Stands behind what was just made. */
  private boolean follows() {
    return object.kind().boundToTable() || !part.isEmpty();
  }

  private String relation() {
    return object.kind().boundToTable() ? object.table() : null;
  }

  /** Of what a table has, that which others need comes first. */
  private static int rank(Kind kind) {
    return kind == Kind.CONSTRAINT ? -1 : kind.ordinal();
  }
}

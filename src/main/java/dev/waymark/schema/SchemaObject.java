package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One object of a database, as its catalogs describe it. The permitted records are the vocabulary
 * of the JSON: {@link Kind} lists them all.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public sealed interface SchemaObject
    permits Table,
        EnumType,
        Index,
        Constraint,
        Sequence,
        View,
        MaterializedView,
        Function,
        Procedure,
        Aggregate,
        Trigger,
        Rule,
        Policy,
        Domain,
        CompositeType,
        RangeType,
        BaseType,
        ExtendedStatistics,
        Collation,
        Operator,
        OperatorFamily,
        OperatorClass,
        Conversion,
        TextSearchConfiguration,
        TextSearchDictionary,
        TextSearchParser,
        TextSearchTemplate,
        Extension,
        Cast,
        Language,
        Transform,
        AccessMethod,
        ForeignDataWrapper,
        ForeignServer,
        UserMapping,
        EventTrigger,
        Publication,
        Subscription,
        DefaultPrivileges,
        Namespace {

  /** What the object is. */
  Kind kind();

  /** The namespace (PostgreSQL: schema) it lives in; null when it belongs to the whole database. */
  default String namespace() {
    return null;
  }

  /** The table, view or other relation it is bound to; null when it stands alone. */
  default String table() {
    return null;
  }

  /** The object's own name, as stored: unquoted, case kept. */
  String name();

  /** What distinguishes this object from every other of its schema. */
  default ObjectId id() {
    return new ObjectId(kind(), namespace(), table(), name());
  }
}

package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of objects, in the order of a report. */
public enum Kind {
  TABLE("tables", "table", Table.class, Place.NAMESPACE),
  ENUM("enums", "enum", EnumType.class, Place.NAMESPACE),
  INDEX("indexes", "index", Index.class, Place.TABLE),
  CONSTRAINT("constraints", "constraint", Constraint.class, Place.TABLE),
  SEQUENCE("sequences", "sequence", Sequence.class, Place.NAMESPACE),
  VIEW("views", "view", View.class, Place.NAMESPACE),
  MATERIALIZED_VIEW(
      "materializedViews", "materialized view", MaterializedView.class, Place.NAMESPACE),
  FUNCTION("functions", "function", Function.class, Place.NAMESPACE),
  PROCEDURE("procedures", "procedure", Procedure.class, Place.NAMESPACE),
  AGGREGATE("aggregates", "aggregate", Aggregate.class, Place.NAMESPACE),
  TRIGGER("triggers", "trigger", Trigger.class, Place.TABLE),
  RULE("rules", "rule", Rule.class, Place.TABLE),
  POLICY("policies", "policy", Policy.class, Place.TABLE),
  DOMAIN("domains", "domain", Domain.class, Place.NAMESPACE),
  COMPOSITE_TYPE("compositeTypes", "composite type", CompositeType.class, Place.NAMESPACE),
  RANGE_TYPE("rangeTypes", "range type", RangeType.class, Place.NAMESPACE),
  BASE_TYPE("baseTypes", "base type", BaseType.class, Place.NAMESPACE),
  EXTENDED_STATISTICS(
      "extendedStatistics", "extended statistics", ExtendedStatistics.class, Place.NAMESPACE),
  COLLATION("collations", "collation", Collation.class, Place.NAMESPACE),
  OPERATOR("operators", "operator", Operator.class, Place.NAMESPACE),
  OPERATOR_FAMILY("operatorFamilies", "operator family", OperatorFamily.class, Place.NAMESPACE),
  OPERATOR_CLASS("operatorClasses", "operator class", OperatorClass.class, Place.NAMESPACE),
  CONVERSION("conversions", "conversion", Conversion.class, Place.NAMESPACE),
  TEXT_SEARCH_CONFIGURATION(
      "textSearchConfigurations",
      "text search configuration",
      TextSearchConfiguration.class,
      Place.NAMESPACE),
  TEXT_SEARCH_DICTIONARY(
      "textSearchDictionaries",
      "text search dictionary",
      TextSearchDictionary.class,
      Place.NAMESPACE),
  TEXT_SEARCH_PARSER(
      "textSearchParsers", "text search parser", TextSearchParser.class, Place.NAMESPACE),
  TEXT_SEARCH_TEMPLATE(
      "textSearchTemplates", "text search template", TextSearchTemplate.class, Place.NAMESPACE),
  EXTENSION("extensions", "extension", Extension.class, Place.DATABASE),
  CAST("casts", "cast", Cast.class, Place.DATABASE),
  LANGUAGE("languages", "language", Language.class, Place.DATABASE),
  TRANSFORM("transforms", "transform", Transform.class, Place.DATABASE),
  ACCESS_METHOD("accessMethods", "access method", AccessMethod.class, Place.DATABASE),
  FOREIGN_DATA_WRAPPER(
      "foreignDataWrappers", "foreign-data wrapper", ForeignDataWrapper.class, Place.DATABASE),
  FOREIGN_SERVER("foreignServers", "foreign server", ForeignServer.class, Place.DATABASE),
  USER_MAPPING("userMappings", "user mapping", UserMapping.class, Place.DATABASE),
  EVENT_TRIGGER("eventTriggers", "event trigger", EventTrigger.class, Place.DATABASE),
  PUBLICATION("publications", "publication", Publication.class, Place.DATABASE),
  SUBSCRIPTION("subscriptions", "subscription", Subscription.class, Place.DATABASE),
  DEFAULT_PRIVILEGES(
      "defaultPrivileges", "default privileges", DefaultPrivileges.class, Place.DATABASE),
  NAMESPACE("namespaces", "namespace", Namespace.class, Place.DATABASE);

  private final String list;
  private final String word;
  private final Class<? extends SchemaObject> type;
  private final Place place;

  /** What a name belongs to, and so must be said to distinguish one object from all others. */
  private enum Place {
    /** The database; default privileges may, and need not, be limited to a namespace. */
    DATABASE,
    NAMESPACE,
    /** A relation in a namespace. */
    TABLE
  }

  Kind(String list, String word, Class<? extends SchemaObject> type, Place place) {
    this.list = list;
    this.word = word;
    this.type = type;
    this.place = place;
  }

  /** The name of the kind's list in JSON, such as {@code tables}; also that of its query's file. */
  @JsonValue
  public String list() {
    return list;
  }

  /** One object of the kind in a sentence, such as {@code table}. */
  public String code() {
    return word;
  }

  /** The record that describes one object of the kind. */
  public Class<? extends SchemaObject> type() {
    return type;
  }

  /** Whether its objects are bound to a table or another relation. */
  public boolean boundToTable() {
    return place == Place.TABLE;
  }

  /** Whether its objects always live in a namespace; others may belong to the whole database. */
  public boolean inNamespace() {
    return place != Place.DATABASE;
  }

  /** The kind whose list has this name in JSON; empty if there is none. */
  public static Optional<Kind> ofList(String list) {
    return Arrays.stream(values()).filter(kind -> kind.list.equals(list)).findFirst();
  }
}

package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of objects, in the order of a report. */
public enum Kind {
  TABLE("tables", "table", Table.class),
  ENUM("enums", "enum", EnumType.class),
  INDEX("indexes", "index", Index.class),
  CONSTRAINT("constraints", "constraint", Constraint.class),
  SEQUENCE("sequences", "sequence", Sequence.class),
  VIEW("views", "view", View.class),
  MATERIALIZED_VIEW("materializedViews", "materialized view", MaterializedView.class),
  FUNCTION("functions", "function", Function.class),
  PROCEDURE("procedures", "procedure", Procedure.class),
  AGGREGATE("aggregates", "aggregate", Aggregate.class),
  TRIGGER("triggers", "trigger", Trigger.class),
  RULE("rules", "rule", Rule.class),
  POLICY("policies", "policy", Policy.class),
  DOMAIN("domains", "domain", Domain.class),
  COMPOSITE_TYPE("compositeTypes", "composite type", CompositeType.class),
  RANGE_TYPE("rangeTypes", "range type", RangeType.class),
  EXTENDED_STATISTICS("extendedStatistics", "extended statistics", ExtendedStatistics.class),
  EXTENSION("extensions", "extension", Extension.class),
  EVENT_TRIGGER("eventTriggers", "event trigger", EventTrigger.class),
  PUBLICATION("publications", "publication", Publication.class),
  DEFAULT_PRIVILEGES("defaultPrivileges", "default privileges", DefaultPrivileges.class),
  NAMESPACE("namespaces", "namespace", Namespace.class);

  private final String list;
  private final String word;
  private final Class<? extends SchemaObject> type;

  Kind(String list, String word, Class<? extends SchemaObject> type) {
    this.list = list;
    this.word = word;
    this.type = type;
  }

  /** The name of the kind's list in JSON, such as {@code tables}; also that of its query's file. */
  @JsonValue
  public String list() {
    return list;
  }

  /** One object of the kind in a sentence, such as {@code table}. */
  public String word() {
    return word;
  }

  /** The record that describes one object of the kind. */
  public Class<? extends SchemaObject> type() {
    return type;
  }

  /** Whether its objects are bound to a table or another relation. */
  public boolean boundToTable() {
    return has("table");
  }

  /** Whether its objects always live in a namespace; others may belong to the whole database. */
  public boolean inNamespace() {
    return this != DEFAULT_PRIVILEGES && has("namespace");
  }

  private boolean has(String component) {
    return Arrays.stream(type.getRecordComponents())
        .anyMatch(candidate -> candidate.getName().equals(component));
  }

  /** The kind whose list has this name in JSON; empty if there is none. */
  public static Optional<Kind> ofList(String list) {
    return Arrays.stream(values()).filter(kind -> kind.list.equals(list)).findFirst();
  }
}

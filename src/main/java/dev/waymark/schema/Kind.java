package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of objects, in the order of a report. */
public enum Kind {
  TABLE("tables", "table", Table.class),
  ENUM("enums", "enum", EnumType.class),
  INDEX("indexes", "index", Index.class),
  CONSTRAINT("constraints", "constraint", Constraint.class);

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

  /** Whether its objects live in a namespace; others belong to the whole database. */
  public boolean inNamespace() {
    return has("namespace");
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

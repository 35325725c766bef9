package dev.waymark.migration.plan.hazard;

import java.util.List;

/**
 * A right that a script needs in the live database. In a copy it is never lacking, since all there
 * belongs to the role that executes the scripts.
 *
 * @param right what it is
 * @param kind what it is needed for, such as {@code table}
 * @param object its name, qualified, as it is in the live database
 * @param holder whose right it is: for {@link Right#OWNER} the name of the role, else the object as
 *     PostgreSQL reads it; null for the database
 * @param other another role whose right is enough; null if there is none
 * @param columns the columns that are written; empty where a right to any column is enough
 */
public record NeededRight(
    Right right, String kind, String object, String holder, String other, List<String> columns) {
  public NeededRight {
    columns = List.copyOf(columns);
  }

  /** One that is not of columns. */
  public NeededRight(Right right, String kind, String object, String holder, String other) {
    this(right, kind, object, holder, other, List.of());
  }

  /** What a script may need. */
  public enum Right {
    /** To be the owner, or a role that inherits from it. */
    OWNER("OWNER"),
    /** To make things in a schema. */
    CREATE("CREATE"),
    /** To make schemas in the database. */
    CREATE_SCHEMA("CREATE"),
    /** To let a foreign key refer to a table. */
    REFERENCES("REFERENCES"),
    /** To make triggers of a table. */
    TRIGGER("TRIGGER"),
    /** To name what is in a schema. */
    USAGE("USAGE"),
    /** To let a trigger call a function. */
    EXECUTE("EXECUTE"),
    SELECT("SELECT"),
    INSERT("INSERT"),
    UPDATE("UPDATE"),
    DELETE("DELETE"),
    TRUNCATE("TRUNCATE");

    private final String privilege;

    Right(String privilege) {
      this.privilege = privilege;
    }

    /** What it is called in {@code GRANT}. */
    String privilege() {
      return privilege;
    }
  }
}

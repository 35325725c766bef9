package dev.waymark.schema;

import java.util.List;

/**
 * A constraint of a table. NOT NULL is not among them, although PostgreSQL 18 stores it as one: it
 * is {@link Column#nullable}, so that the same expectation holds on every version.
 *
 * @param namespace where the table lives
 * @param table the table it restricts
 * @param name as stored
 * @param type {@code primary key}, {@code unique}, {@code foreign key}, {@code check} or {@code
 *     exclusion}
 * @param definition as {@code pg_get_constraintdef} prints it
 * @param columns in the constraint's order; those of a check in the table's
 * @param referencedTable qualified; null unless a foreign key
 * @param referencedColumns in the order of the columns
 * @param onUpdate {@code no action}, {@code restrict}, {@code cascade}, {@code set null} or {@code
 *     set default}; null unless a foreign key
 * @param onDelete the same for deleting
 * @param onDeleteColumns the columns that ON DELETE SET NULL or SET DEFAULT is limited to
 *     (PostgreSQL 15)
 * @param match {@code simple} or {@code full}; null unless a foreign key
 * @param deferrable true when it may be checked at the end of a transaction
 * @param initiallyDeferred true when that is where it is checked unless said otherwise
 * @param nullsNotDistinct true when two NULLs are duplicates too (PostgreSQL 15)
 * @param withoutOverlaps true for WITHOUT OVERLAPS and PERIOD (PostgreSQL 18)
 * @param noInherit true when child tables need not have it
 * @param validated false when rows from before it may break it
 * @param enforced false for NOT ENFORCED (PostgreSQL 18)
 * @param triggersEnabled false when a trigger that makes it work is switched off: those of a
 *     foreign key, also on the other table, and the one that checks a deferrable constraint
 * @param inherited true when only a parent table defines it
 * @param index the index that backs it; null without one, and when it has the constraint's name
 * @param comment null without one
 */
public record Constraint(
    String namespace,
    String table,
    String name,
    String type,
    String definition,
    List<String> columns,
    String referencedTable,
    List<String> referencedColumns,
    String onUpdate,
    String onDelete,
    List<String> onDeleteColumns,
    String match,
    boolean deferrable,
    boolean initiallyDeferred,
    boolean nullsNotDistinct,
    boolean withoutOverlaps,
    boolean noInherit,
    boolean validated,
    boolean enforced,
    boolean triggersEnabled,
    boolean inherited,
    String index,
    String comment)
    implements SchemaObject {
  public Constraint {
    columns = Lists.copy(columns);
    referencedColumns = Lists.copy(referencedColumns);
    onDeleteColumns = Lists.copy(onDeleteColumns);
  }

  @Override
  public Kind kind() {
    return Kind.CONSTRAINT;
  }

  /** The same with this definition. */
  public Constraint defined(String itsDefinition) {
    return new Constraint(
        namespace,
        table,
        name,
        type,
        itsDefinition,
        columns,
        referencedTable,
        referencedColumns,
        onUpdate,
        onDelete,
        onDeleteColumns,
        match,
        deferrable,
        initiallyDeferred,
        nullsNotDistinct,
        withoutOverlaps,
        noInherit,
        validated,
        enforced,
        triggersEnabled,
        inherited,
        index,
        comment);
  }
}

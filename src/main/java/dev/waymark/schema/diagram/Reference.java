package dev.waymark.schema.diagram;

import java.util.List;

/**
 * A foreign key between two boxes.
 *
 * @param from the id of the box that has it
 * @param to the id of the box that it leads to
 * @param name the constraint's
 * @param columns of the box that has it
 * @param optional whether a row may lead nowhere
 * @param single whether at most one row leads to the same
 */
record Reference(
    String from, String to, String name, List<String> columns, boolean optional, boolean single) {
  Reference {
    columns = List.copyOf(columns);
  }
}

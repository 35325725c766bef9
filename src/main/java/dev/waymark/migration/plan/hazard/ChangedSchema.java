package dev.waymark.migration.plan.hazard;

import dev.waymark.schema.comparison.ObjectChange;
import java.util.List;

/**
 * What a migration was seen to make of the schema.
 *
 * @param changes what it changed
 * @param text its statements
 */
record ChangedSchema(List<ObjectChange> changes, String text) {
  boolean names(String object) {
    int arguments = object.indexOf('(');
    return ObservedStatement.names(text, arguments < 0 ? object : object.substring(0, arguments));
  }
}

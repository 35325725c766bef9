package dev.waymark.migration.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.migration.observation.Live;
import dev.waymark.migration.plan.PlannedMigration;
import dev.waymark.migration.plan.hazard.ColumnDropped;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.plan.hazard.TableDropped;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.AttributeChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables and columns that go with their rows although no statement drops them by name. */
final class LostUnseen {
  private static final String COLUMNS = "columns.";

  private LostUnseen() {}

  /**
   * The hazards of them.
   *
   * @param changes what the script changed of what the live database has
   * @param parts the tables that went with the table that they are a part of
   * @param live how large tables are
   */
  static List<Hazard> of(
      PlannedMigration planned,
      List<ObjectChange> changes,
      Set<String> parts,
      Map<String, Live> live) {
    Map<String, Live> sizes = new HashMap<>();
    live.forEach((table, size) -> sizes.put(table.replace("\"", ""), size));
    Set<String> known =
        planned.statements().stream()
            .flatMap(it -> it.hazards().stream())
            .map(it -> it.code() + " " + String.valueOf(it.object()).replace("\"", ""))
            .collect(Collectors.toSet());
    List<Hazard> found = new ArrayList<>();
    for (ObjectChange change : changes) {
      if (!change.kind().equals("table")) {
        continue;
      }
      String table = change.from() == null ? change.object() : change.from();
      Live size = sizes.get(table);
      if (change.change() == Change.DROPPED) {
        if (!parts.contains(table)) {
          TableDropped.of(table, size).ifPresent(found::add);
        }
        continue;
      }
      for (AttributeChange attribute : change.attributes()) {
        dropped(attribute).flatMap(it -> ColumnDropped.of(table, it, size)).ifPresent(found::add);
      }
    }
    found.removeIf(it -> known.contains(it.code() + " " + it.object()));
    return found;
  }

  private static Optional<String> dropped(AttributeChange attribute) {
    JsonNode before = attribute.before();
    boolean gone =
        attribute.attribute().startsWith(COLUMNS)
            && before != null
            && before.isObject()
            && before.has("type")
            && (attribute.after() == null || attribute.after().isNull());
    return gone ? Optional.of(attribute.attribute().substring(COLUMNS.length())) : Optional.empty();
  }
}

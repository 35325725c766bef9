package dev.waymark.schema.sql;

import dev.waymark.schema.EventTrigger;
import dev.waymark.schema.Rule;
import dev.waymark.schema.Table;
import dev.waymark.schema.Trigger;
import java.util.stream.Collectors;

/** What happens when something is done: triggers, rules, event triggers. */
final class TriggerSql {
  private TriggerSql() {}

  static Pieces trigger(Trigger trigger, Pieces pieces, Spelling spelling) {
    String table = spelling.name(trigger.namespace(), trigger.table());
    String name = spelling.name(trigger.name());
    Table itsTable = spelling.table(table);
    pieces.in(itsTable != null && spelling.related(itsTable) ? Phase.KEYS : Phase.STRUCTURE);
    if (!trigger.inherited()) {
      pieces.add(trigger.definition() + ";");
    }
    String state = state(trigger.enabled());
    // One that comes with that of the partitioned table is enabled as any other.
    if (state != null) {
      pieces.add("ALTER TABLE ONLY " + table + " " + state + " TRIGGER " + name + ";");
    }
    Said.dependsOnExtensions(pieces, spelling);
    return Said.comment("TRIGGER " + name + " ON " + table, trigger.comment(), pieces);
  }

  static Pieces rule(Rule rule, Pieces pieces, Spelling spelling) {
    String table = spelling.name(rule.namespace(), rule.table());
    String name = spelling.name(rule.name());
    pieces.add(rule.definition().replaceFirst(";?\\s*$", ";"));
    String state = state(rule.enabled());
    if (state != null) {
      pieces.add("ALTER TABLE " + table + " " + state + " RULE " + name + ";");
    }
    return Said.comment("RULE " + name + " ON " + table, rule.comment(), pieces);
  }

  static Pieces eventTrigger(EventTrigger trigger, Pieces pieces, Spelling spelling) {
    String name = spelling.name(trigger.name());
    String tags = trigger.tags().stream().map(Spelling::literal).collect(Collectors.joining(", "));
    pieces.in(Phase.EVENTS);
    pieces.add(
        "CREATE EVENT TRIGGER "
            + name
            + " ON "
            + trigger.event()
            + (tags.isEmpty() ? "" : "\n    WHEN TAG IN (" + tags + ")")
            + "\n    EXECUTE FUNCTION "
            + trigger.function()
            + "();");
    String state = state(trigger.enabled());
    if (state != null) {
      pieces.add("ALTER EVENT TRIGGER " + name + " " + state + ";");
    }
    return Said.of("EVENT TRIGGER " + name, trigger.owner(), trigger.comment(), pieces, spelling);
  }

  /** The words that make it so; null for how it is made. */
  private static String state(String enabled) {
    return switch (enabled) {
      case "disabled" -> "DISABLE";
      case "replica" -> "ENABLE REPLICA";
      case "always" -> "ENABLE ALWAYS";
      default -> null;
    };
  }
}

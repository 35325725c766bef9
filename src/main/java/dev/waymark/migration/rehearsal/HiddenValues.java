package dev.waymark.migration.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.rehearsal.Copied.Lack;
import dev.waymark.migration.rehearsal.data.DataCheck;
import dev.waymark.migration.script.StatementText;
import dev.waymark.schema.comparison.ObjectChange;
import java.util.List;

/**
 * Keeps the values of placeholders out of what is reported of a rehearsal: PostgreSQL prints them
 * in defaults, checks and predicates that a script has made with them.
 */
record HiddenValues(StatementText text) {

  List<ObjectChange> inChanges(List<ObjectChange> changes) {
    return changes.stream().map(it -> it.with(value -> in(value.deepCopy()))).toList();
  }

  List<Lack> inLacks(List<Lack> lacks) {
    return lacks.stream().map(it -> new Lack(it.object(), in(it.reason()))).toList();
  }

  /** In what PostgreSQL says of objects that are there. */
  String in(String said) {
    return text.safe(text.printed(said));
  }

  List<DataCheck> inData(List<DataCheck> data) {
    return data.stream()
        .map(
            it ->
                new DataCheck(
                    it.check(),
                    it.statement(),
                    it.object(),
                    it.table(),
                    text.printed(it.sql()),
                    it.outcome(),
                    it.rows(),
                    text.printed(it.example()),
                    text.printed(it.reason()),
                    it.writtenBefore()))
        .toList();
  }

  List<Hazard> inHazards(List<Hazard> hazards) {
    return hazards.stream()
        .map(
            it ->
                new Hazard(
                    it.code(),
                    it.severity(),
                    it.basis(),
                    it.object(),
                    it.live(),
                    text.printed(it.detail()),
                    it.hint(),
                    it.accepted()))
        .toList();
  }

  private JsonNode in(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(in(field.getValue())));
    } else if (value instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        array.set(index, in(array.get(index)));
      }
    }
    return value instanceof TextNode one ? TextNode.valueOf(text.printed(one.textValue())) : value;
  }
}

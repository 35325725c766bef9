package dev.waymark.migration.plan.hazard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.AttributeChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A release that runs meanwhile names what is gone, renamed or of another type. */
final class ClientsBroken implements ChangeRule {
  private static final Set<String> NAMED =
      Set.of(
          "table",
          "view",
          "materialized view",
          "function",
          "procedure",
          "aggregate",
          "sequence",
          "enum",
          "domain",
          "composite type",
          "namespace");

  private static final Pattern COLUMN = Pattern.compile("columns\\.(.+?)(\\.(type|name))?");

  @Override
  public Stream<Hazard> check(ChangedSchema schema) {
    return schema.changes().stream().flatMap(ClientsBroken::hazards);
  }

  private static Stream<Hazard> hazards(ObjectChange change) {
    boolean named = NAMED.contains(change.kind());
    return switch (change.change()) {
      case ADDED -> Stream.empty();
      case DROPPED ->
          named
              ? Stream.of(
                  hazard(
                      change.object(),
                      "The %s %s is dropped.".formatted(change.kind(), change.object())))
              : Stream.empty();
      case RENAMED, CHANGED ->
          Stream.concat(
              named && change.change() == Change.RENAMED
                  ? Stream.of(
                      hazard(
                          change.from(),
                          "The %s %s is called %s afterwards."
                              .formatted(change.kind(), change.from(), change.object())))
                  : Stream.empty(),
              change.attributes().stream().flatMap(it -> attribute(change, it).stream()));
    };
  }

  private static Optional<Hazard> attribute(ObjectChange change, AttributeChange attribute) {
    Matcher column = COLUMN.matcher(attribute.attribute());
    if (column.matches()) {
      boolean whole = isColumn(attribute.before()) || isColumn(attribute.after());
      // Of a column that came or went, its own name may end like that of an attribute.
      String name = whole ? attribute.attribute().substring("columns.".length()) : column.group(1);
      String object = change.object() + "." + name;
      if (!whole && "type".equals(column.group(3))) {
        return Optional.of(
            hazard(
                object,
                "%s is %s afterwards, and was %s."
                    .formatted(object, attribute.after().asText(), attribute.before().asText())));
      }
      if (!whole && "name".equals(column.group(3))) {
        String before = change.object() + "." + attribute.before().asText();
        return Optional.of(hazard(before, "%s is called %s afterwards.".formatted(before, name)));
      }
      if (!whole) {
        return Optional.empty();
      }
      if (isNothing(attribute.after())) {
        return Optional.of(hazard(object, "The column %s is dropped.".formatted(object)));
      }
      if (attribute.addsRequiredColumn()) {
        return Optional.of(
            hazard(
                object,
                "The new column %s must have a value, and has no default.".formatted(object)));
      }
      return Optional.empty();
    }
    return change.kind().equals("enum") && attribute.attribute().equals("labels")
        ? lostLabels(change, attribute)
        : Optional.empty();
  }

  private static Optional<Hazard> lostLabels(ObjectChange change, AttributeChange attribute) {
    for (JsonNode label : attribute.before()) {
      boolean there = false;
      for (JsonNode after : attribute.after()) {
        there |= after.equals(label);
      }
      if (!there) {
        return Optional.of(
            hazard(
                change.object(),
                "The label %s of %s is gone.".formatted(label.asText(), change.object())));
      }
    }
    return Optional.empty();
  }

  private static boolean isColumn(JsonNode value) {
    return value != null && value.isObject();
  }

  private static boolean isNothing(JsonNode value) {
    return value == null || value.isNull() || value.isMissingNode();
  }

  private static Hazard hazard(String object, String detail) {
    return new Hazard(
        Hazard.Code.CLIENTS_BROKEN,
        Severity.BREAKS,
        Basis.REHEARSAL,
        object,
        null,
        detail,
        "Do it in a later release than the last one that needs it as it was.");
  }
}

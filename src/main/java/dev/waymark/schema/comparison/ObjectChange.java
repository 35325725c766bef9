package dev.waymark.schema.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.schema.ObjectId;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of one object between two moments.
 *
 * @param change what became of it
 * @param kind what it is, such as {@code table}
 * @param object its qualified name: afterwards, or before where it is not there any more
 * @param from its qualified name before; null unless it was renamed
 * @param attributes what of it is another than it was; none where it was added or dropped
 */
@Schema(
    requiredProperties = {"change", "kind", "object"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ObjectChange(
    Change change, String kind, String object, String from, List<AttributeChange> attributes) {

  public ObjectChange {
    // Where there are none, JSON has no word of them.
    attributes = attributes == null ? List.of() : List.copyOf(attributes);
  }

  /** What can become of an object. */
  @Schema(name = "ObjectChangeWord")
  public enum Change {
    ADDED,
    CHANGED,
    DROPPED,
    RENAMED;

    /** The word in JSON: the name in lower case. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One attribute of it.
   *
   * @param attribute its path, as that of a {@link Difference}
   * @param before null when there was nothing
   * @param after null when there is nothing any more
   */
  @Schema(
      requiredProperties = {"attribute", "before", "after"},
      additionalProperties = Schema.False.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record AttributeChange(
      String attribute,
      @Schema(nullable = true) JsonNode before,
      @Schema(nullable = true) JsonNode after) {

    /** Whether it is a new column that must have a value, and that nothing gives one. */
    public boolean addsRequiredColumn() {
      return before == null
          && after != null
          && after.has("nullable")
          && !after.path("nullable").asBoolean(true)
          && !after.hasNonNull("default")
          && !after.hasNonNull("identity")
          && !after.hasNonNull("generated");
    }
  }

  static ObjectChange added(ObjectId id) {
    return new ObjectChange(Change.ADDED, id.kind().code(), id.qualifiedName(), null, List.of());
  }

  static ObjectChange dropped(ObjectId id) {
    return new ObjectChange(Change.DROPPED, id.kind().code(), id.qualifiedName(), null, List.of());
  }

  static ObjectChange of(ObjectId before, ObjectId after, List<Difference> differences) {
    boolean renamed = !before.equals(after);
    return new ObjectChange(
        renamed ? Change.RENAMED : Change.CHANGED,
        after.kind().code(),
        after.qualifiedName(),
        renamed ? before.qualifiedName() : null,
        differences.stream()
            .map(it -> new AttributeChange(it.attribute(), it.expected(), it.actual()))
            .toList());
  }

  /** The same with other values of its attributes. */
  public ObjectChange with(UnaryOperator<JsonNode> values) {
    return new ObjectChange(
        change,
        kind,
        object,
        from,
        attributes.stream()
            .map(
                it ->
                    new AttributeChange(
                        it.attribute(), of(it.before(), values), of(it.after(), values)))
            .toList());
  }

  private static JsonNode of(JsonNode value, UnaryOperator<JsonNode> values) {
    return value == null ? null : values.apply(value);
  }
}

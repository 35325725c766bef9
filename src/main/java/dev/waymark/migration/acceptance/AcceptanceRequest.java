package dev.waymark.migration.acceptance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.PlainLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which differences somebody accepts, and why.
 *
 * @param all whether all that are open; null means no, then objects are named
 * @param objects those whose differences are accepted; null with all
 * @param reason why, kept and listed
 */
@Schema(
    requiredProperties = {"reason"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcceptanceRequest(
    Boolean all,
    @Size(min = 1, max = AcceptanceRequest.MOST_OBJECTS) List<@NotNull @Valid NamedObject> objects,
    @NotBlank
        @Size(min = 1, max = 1000)
        @Pattern(regexp = PlainLine.PATTERN, message = PlainLine.RULE)
        String reason) {

  /** How many objects may be named. */
  static final int MOST_OBJECTS = 10_000;

  public AcceptanceRequest {
    objects = objects == null ? null : List.copyOf(objects);
  }

  /**
   * An object as a report names it.
   *
   * @param kind the list of the report that it is in, such as {@code indexes}; null where the name
   *     says enough
   * @param name its name with its namespace and table, such as {@code public.users.users_email_idx}
   */
  @Schema(
      requiredProperties = {"name"},
      additionalProperties = Schema.False.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NamedObject(String kind, @NotBlank String name) {
    @Override
    public String toString() {
      return kind == null ? name : kind + ":" + name;
    }
  }

  /** Whether it says either that all are meant or which. */
  @AssertTrue(message = "must say either all or which objects, and not both")
  @JsonIgnore
  @Schema(hidden = true)
  public boolean isBody() {
    return Boolean.TRUE.equals(all) == (objects == null);
  }
}

package dev.waymark.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.access.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who calls, and where everything begins.
 *
 * @param caller who calls, and what they may do
 * @param links where a client finds the rest
 */
@Schema(
    requiredProperties = {"caller", "links"},
    additionalProperties = Schema.False.class)
public record Home(Caller caller, Links links) {

  /**
   * Who calls.
   *
   * @param name as runs name them; null where callers are not asked
   * @param role what they may do
   */
  @Schema(
      name = "Caller",
      requiredProperties = {"role"},
      additionalProperties = Schema.False.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Caller(
      String name, @Schema(enumeration = {Role.VIEWS, Role.MIGRATES}) String role) {
    static Caller of(String name, Role role) {
      return new Caller(name == null || name.isEmpty() ? null : name, role.code());
    }
  }

  /**
   * Where a client finds the rest.
   *
   * @param status where the database stands
   * @param plan what a run would do
   * @param runs what was run
   * @param rehearsals what was tried in a copy
   * @param schema what the database is
   * @param verification whether that is what was promised
   * @param acceptances which differences were accepted
   * @param problems the types of problems
   * @param description what describes the API
   */
  @Schema(
      name = "Links",
      requiredProperties = {
        "status",
        "plan",
        "runs",
        "rehearsals",
        "schema",
        "verification",
        "acceptances",
        "problems",
        "description"
      },
      additionalProperties = Schema.False.class)
  public record Links(
      String status,
      String plan,
      String runs,
      String rehearsals,
      String schema,
      String verification,
      String acceptances,
      String problems,
      String description) {
    static final Links ALL =
        new Links(
            "/migrations/status",
            "/migrations/plan",
            "/migrations/runs",
            "/migrations/rehearsals",
            "/schema",
            "/schema/verification",
            "/schema/acceptances",
            "/problems",
            "/q/openapi");
  }

  static Home of(String name, Role role) {
    return new Home(Caller.of(name, role), Links.ALL);
  }
}

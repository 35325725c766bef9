package dev.waymark.migration.plan.hazard;

import dev.waymark.database.Sql;
import dev.waymark.schema.Identifiers;
import java.util.Locale;
import java.util.stream.Collectors;

/** The live database refuses the role of the migrations what a script does. */
public final class PrivilegeMissing {
  private PrivilegeMissing() {}

  /**
   * The hazard.
   *
   * @param role the one that may not
   */
  public static Hazard of(NeededRight needed, String role) {
    return new Hazard(
        Hazard.Code.PRIVILEGE_MISSING,
        Severity.BREAKS,
        Basis.STATISTICS,
        needed.object(),
        null,
        detail(needed, role),
        hint(needed, Sql.identifier(role)));
  }

  private static String detail(NeededRight needed, String role) {
    return switch (needed.right()) {
      case OWNER ->
          "The %s %s belongs to %s, and %s is neither that role nor inherits from it: a run fails there."
              .formatted(needed.kind(), needed.object(), needed.holder(), role);
      case CREATE_SCHEMA ->
          "The script makes the schema %s, and %s may not make schemas in the database: a run fails there."
              .formatted(needed.object(), role);
      default ->
          "%s lacks the privilege %s%s on the %s %s: a run fails there."
              .formatted(
                  role,
                  needed.right().privilege(),
                  columns(needed),
                  needed.kind(),
                  needed.object());
    };
  }

  private static String hint(NeededRight needed, String role) {
    return switch (needed.right()) {
      case OWNER ->
          "As %3$s or a superuser: ALTER %1$s ... OWNER TO %2$s. Only where %2$s may do all that %3$s may: GRANT %3$s TO %2$s."
              .formatted(word(needed.kind()), role, Sql.identifier(needed.holder()));
      case CREATE_SCHEMA ->
          "As the database's owner: GRANT CREATE ON DATABASE ... TO %s.".formatted(role);
      case CREATE, USAGE ->
          "As the schema's owner: GRANT %s ON SCHEMA %s TO %s."
              .formatted(needed.right().privilege(), needed.holder(), role);
      case EXECUTE ->
          "As the function's owner: GRANT EXECUTE ON FUNCTION %s() TO %s."
              .formatted(needed.holder(), role);
      default ->
          "As the table's owner: GRANT %s%s ON %s TO %s."
              .formatted(needed.right().privilege(), columns(needed), needed.holder(), role);
    };
  }

  private static String columns(NeededRight needed) {
    return needed.columns().isEmpty()
        ? ""
        : needed.columns().stream()
            .map(Identifiers::printed)
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String word(String kind) {
    return kind.equals("namespace") ? "SCHEMA" : kind.toUpperCase(Locale.ROOT);
  }
}

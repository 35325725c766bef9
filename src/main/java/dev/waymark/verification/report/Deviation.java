package dev.waymark.verification.report;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An object that is not as expected, by name.
 *
 * @param kind the list of the report that it is in, such as {@code tables}
 * @param name its name with its namespace and table, such as {@code public.users.users_email_idx}
 * @param state missing, different or unexpected
 */
@Schema(
    requiredProperties = {"kind", "name", "state"},
    additionalProperties = Schema.False.class)
public record Deviation(String kind, String name, String state) {

  /** Those of a report, in its order. */
  public static List<Deviation> of(Verification report) {
    return report.objects().entrySet().stream()
        .flatMap(kind -> kind.getValue().stream().flatMap(object -> of(kind.getKey(), object)))
        .toList();
  }

  private static Stream<Deviation> of(String kind, ReportedObject object) {
    return object.deviates()
        ? Stream.of(new Deviation(kind, object.qualifiedName(), object.state().code()))
        : Stream.empty();
  }
}

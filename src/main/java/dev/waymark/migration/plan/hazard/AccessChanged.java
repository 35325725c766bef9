package dev.waymark.migration.plan.hazard;

import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.AttributeChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Owners, privileges, row security, policies, and with whose rights functions run. */
final class AccessChanged implements ChangeRule {
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "(.*\\.)?(owner|grants(\\..*)?|rowSecurity|forceRowSecurity|securityDefiner|securityInvoker)");

  private static final Set<String> RULES = Set.of("policy", "default privileges");

  @Override
  public Stream<Hazard> check(ChangedSchema schema) {
    return schema.changes().stream().flatMap(AccessChanged::hazards);
  }

  private static Stream<Hazard> hazards(ObjectChange change) {
    if (RULES.contains(change.kind())) {
      return Stream.of(
          hazard(
              change.object(),
              "The %s %s is %s."
                  .formatted(change.kind(), change.object(), change.change().code())));
    }
    return change.change() == Change.CHANGED || change.change() == Change.RENAMED
        ? change.attributes().stream()
            .filter(it -> ATTRIBUTE.matcher(it.attribute()).matches())
            .map(it -> hazard(change.object(), detail(change, it)))
        : Stream.empty();
  }

  private static String detail(ObjectChange change, AttributeChange attribute) {
    return "%s of %s: %s, and was %s."
        .formatted(
            attribute.attribute(),
            change.object(),
            attribute.after() == null ? "nothing" : attribute.after(),
            attribute.before() == null ? "nothing" : attribute.before());
  }

  private static Hazard hazard(String object, String detail) {
    return new Hazard(
        Hazard.Code.ACCESS_CHANGED,
        Severity.NOTICE,
        Basis.REHEARSAL,
        object,
        null,
        detail,
        "Ask who may do what now, and who no longer.");
  }
}

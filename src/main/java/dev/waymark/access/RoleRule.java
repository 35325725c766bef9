package dev.waymark.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The callers who have a role by what is known of them.
 *
 * @param role the role
 * @param condition what must hold of the caller
 */
record RoleRule<T>(Role role, T condition) {

  /**
   * Reads a setting: {@code migrator: condition; viewer: condition; viewer: another}.
   *
   * @param condition reads a condition; its messages complete a sentence about the setting
   * @throws IllegalArgumentException if there is no rule or one cannot be read
   */
  static <T> List<RoleRule<T>> parse(String setting, Function<String, T> condition) {
    List<RoleRule<T>> rules =
        Arrays.stream(setting.split(";"))
            .map(String::strip)
            .filter(rule -> !rule.isEmpty())
            .map(rule -> parseOne(rule, condition))
            .toList();
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("It names no role");
    }
    return rules;
  }

  /** The highest role of those whose condition holds. */
  static <T> Optional<Role> highest(List<RoleRule<T>> rules, Predicate<T> holds) {
    return rules.stream()
        .filter(rule -> holds.test(rule.condition()))
        .map(RoleRule::role)
        .max(Role::compareTo);
  }

  private static <T> RoleRule<T> parseOne(String rule, Function<String, T> condition) {
    String[] parts = rule.split(":", 2);
    if (parts.length < 2 || parts[1].isBlank()) {
      throw new IllegalArgumentException(
          "A role and a condition are written like viewer: condition; this is: " + rule);
    }
    return new RoleRule<>(Role.parse(parts[0].strip()), condition.apply(parts[1].strip()));
  }
}

package dev.waymark.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which claims of a JSON Web Token give which role. */
public final class ClaimRoles {

  /**
   * A claim that must have a value.
   *
   * @param name the claim's name, or names with slashes between them for a claim within a claim
   * @param value what it must be, or hold if it is a list
   */
  private record Claim(String name, String value) {

    static Claim parse(String text) {
      String[] parts = text.split("=", 2);
      if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
        throw new IllegalArgumentException(
            "A claim and its value are written like sub=somebody; this is: " + text);
      }
      return new Claim(parts[0].strip(), parts[1].strip());
    }

    boolean isIn(Map<String, Object> claims) {
      return values(find(claims, name)).anyMatch(value::equals);
    }

    // A claim may have slashes in its own name, as those of some providers do, which are URLs.
    private static Object find(Map<?, ?> claims, String name) {
      if (claims.containsKey(name)) {
        return claims.get(name);
      }
      String[] path = name.split("/", 2);
      return path.length == 2 && claims.get(path[0]) instanceof Map<?, ?> inner
          ? find(inner, path[1])
          : null;
    }

    private Stream<String> values(Object found) {
      if (found instanceof Collection<?> list) {
        return list.stream().map(String::valueOf);
      }
      if (found instanceof String text && name.equals("scope")) {
        return Arrays.stream(text.split(" "));
      }
      return Stream.ofNullable(found).map(String::valueOf);
    }
  }

  private final List<RoleRule<List<Claim>>> rules;

  private ClaimRoles(List<RoleRule<List<Claim>>> rules) {
    this.rules = rules;
  }

  /**
   * Reads a setting such as {@code migrator: sub=system:serviceaccount:prod:deployer; viewer:
   * groups=dashboards}. Several claims with commas between them must all hold; a claim within a
   * claim is named with slashes ({@code realm_access/roles=ops}); {@code scope} is a list with
   * spaces, as in RFC 8693.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  public static ClaimRoles parse(String setting) {
    return new ClaimRoles(
        RoleRule.parse(
            setting,
            condition -> Arrays.stream(condition.split(",", -1)).map(Claim::parse).toList()));
  }

  /** The highest role that the claims give; empty if none. */
  Optional<Role> roleOf(Map<String, Object> claims) {
    return RoleRule.highest(rules, wanted -> wanted.stream().allMatch(claim -> claim.isIn(claims)));
  }
}

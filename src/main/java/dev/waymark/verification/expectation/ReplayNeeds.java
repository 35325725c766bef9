package dev.waymark.verification.expectation;

import java.util.List;
import java.util.Set;

/**
 * What scripts need where they are replayed.
 *
 * @param roles the roles that they name
 * @param extensions the extensions that they make
 * @param leftOut what is not replayed because it reaches beyond its database, in words
 */
public record ReplayNeeds(Set<String> roles, Set<String> extensions, List<String> leftOut) {
  public ReplayNeeds {
    roles = Set.copyOf(roles);
    extensions = Set.copyOf(extensions);
    leftOut = List.copyOf(leftOut);
  }
}

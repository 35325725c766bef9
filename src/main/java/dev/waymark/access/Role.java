package dev.waymark.access;

import java.util.Arrays;
import java.util.Locale;

/** What a caller may do; a later one includes those before it. */
public enum Role {
  /** Reads: status, runs, plans, schema, verification. */
  VIEWER,
  /** Everything. */
  MIGRATOR;

  /** {@link #VIEWER} for an annotation, which takes no less than a constant. */
  public static final String VIEWS = "viewer";

  /** {@link #MIGRATOR} for an annotation. */
  public static final String MIGRATES = "migrator";

  /**
   * Reads a role's word.
   *
   * @throws IllegalArgumentException if it is no role
   */
  public static Role parse(String word) {
    return Arrays.stream(values())
        .filter(role -> role.code().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("There is no such role; there are viewer, migrator"));
  }

  /** As people write it: {@code viewer} or {@code migrator}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a caller with this role may do what the other one may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}

package dev.waymark.access;

import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who proved who they are.
 *
 * @param name as runs record it, cut at {@link #LONGEST_NAME}: the token's file, the JWT's subject
 *     or the certificate's
 * @param role the highest one that the caller has; empty for somebody known who may do nothing
 */
public record Caller(String name, Optional<Role> role) {
  /** The longest name that is kept, in characters; OpenID Connect's subjects are no longer. */
  public static final int LONGEST_NAME = 255;

  public Caller {
    Objects.requireNonNull(role, "role");
    if (name.length() > LONGEST_NAME) {
      name = name.substring(0, LONGEST_NAME);
    }
  }
}

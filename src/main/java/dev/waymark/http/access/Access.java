package dev.waymark.http.access;

import dev.waymark.access.Callers;

/** Whom this Waymark lets in. */
public sealed interface Access {

  /** Every caller: none is asked who they are. */
  record Open() implements Access {}

  /**
   * The callers who are known, as far as their role goes.
   *
   * @param callers all of them
   */
  record Known(Callers callers) implements Access {}
}

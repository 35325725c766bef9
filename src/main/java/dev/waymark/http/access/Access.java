package dev.waymark.http.access;

import dev.waymark.access.Callers;

/** Whom this Waymark lets in. */
public sealed interface Access {

  /** Everybody, whoever they are: nobody is asked. */
  record Open() implements Access {}

  /**
   * Those who are known, as far as their role goes.
   *
   * @param callers all of them
   */
  record Known(Callers callers) implements Access {}
}

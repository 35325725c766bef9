package dev.waymark.verification;

/**
 * Somebody who only reads asks for an expectation that would take a replay of all migrations, which
 * nobody has asked for yet.
 */
public final class ReplayNotAllowed extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReplayNotAllowed() {
    super("The expectation takes a replay of all migrations");
  }
}

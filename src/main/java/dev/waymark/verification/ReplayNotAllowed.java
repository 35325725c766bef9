package dev.waymark.verification;

/**
 * A viewer asks for an expectation that would take a replay of all migrations, for which no
 * migrator has asked yet.
 */
public final class ReplayNotAllowed extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReplayNotAllowed() {
    super("The expectation takes a replay of all migrations");
  }
}

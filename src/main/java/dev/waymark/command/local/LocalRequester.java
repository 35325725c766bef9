package dev.waymark.command.local;

import dev.waymark.migration.Requester;

/** The user who runs a command in this process, as far as the operating system says. */
final class LocalRequester {
  private LocalRequester() {}

  /** The user of the operating system who runs the command; a claim that was not checked. */
  static Requester of(String command) {
    String user = System.getProperty("user.name", "?");
    return new Requester(null, null, "waymark %s by %s".formatted(command, user));
  }
}

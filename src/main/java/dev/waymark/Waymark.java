package dev.waymark;

import dev.waymark.command.WaymarkCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The entry point: a server without arguments, a command with them. */
@QuarkusMain
public final class Waymark {
  Waymark() {}

  public static void main(String... arguments) {
    if (arguments.length == 0) {
      Quarkus.run();
    } else {
      System.exit(WaymarkCommand.execute(arguments));
    }
  }
}

package dev.waymark.command;

import dev.waymark.command.service.LocalApplication;
import dev.waymark.command.service.Service;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/** Whom a command asks. */
final class Where {
  @Option(
      names = {"-v", "--verbose"},
      description = "Log what happens, on standard error.")
  private boolean verbose;

  /** Does the work with the service that is asked; returns the code to end with. */
  int ask(ToIntFunction<Service> work) {
    return LocalApplication.run(work, verbose);
  }
}

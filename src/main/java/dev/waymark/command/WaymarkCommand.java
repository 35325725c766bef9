package dev.waymark.command;

import dev.waymark.command.output.Terminal;
import dev.waymark.command.service.ExitCode;
import dev.waymark.database.ConnectionFailure;
import dev.waymark.settings.TimeText;
import dev.waymark.verification.expectation.ExpectationChoice;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The commands of Waymark; what is read from the command line is checked before anything starts.
 */
@Command(
    name = "waymark",
    header = "Applies PostgreSQL migrations, and proves that the database is what they promise.",
    description = {
      "",
      "Without a command it is a server. Each command works on the database that DATABASE_URL and"
          + " DATABASE_URL_UNPOOLED name, without opening a port, or with --remote asks a running"
          + " Waymark.",
      ""
    },
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0   done",
      "  1   failed, and will fail again unless something is changed",
      "  2   the command line or a setting makes no sense",
      "  3   the database is not what is expected",
      "  75  try again: unreachable, interrupted, or another run is in progress"
    })
public final class WaymarkCommand {
  private static final String COMPLETION = "completion";

  // In the order of the help.
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("check", CheckCommand.class);
    COMMANDS.put("plan", PlanCommand.class);
    COMMANDS.put("rehearse", RehearseCommand.class);
    COMMANDS.put("migrate", MigrateCommand.class);
    COMMANDS.put("status", StatusCommand.class);
    COMMANDS.put("verify", VerifyCommand.class);
    COMMANDS.put("accept", AcceptCommand.class);
    COMMANDS.put("runs", RunsCommand.class);
    COMMANDS.put("acceptances", AcceptancesCommand.class);
    COMMANDS.put("repair", RepairCommand.class);
    COMMANDS.put("baseline", BaselineCommand.class);
    COMMANDS.put("schema", SchemaCommand.class);
    COMMANDS.put("token", TokenCommand.class);
    COMMANDS.put("webhooks", WebhooksCommand.class);
    COMMANDS.put("wait", WaitCommand.class);
    COMMANDS.put(COMPLETION, CompletionCommand.class);
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  private WaymarkCommand() {}

  /**
   * Runs a command line.
   *
   * @return the code that the process should end with
   */
  public static int execute(String... arguments) {
    CommandLine line = line(Terminal.detect(), arguments);
    try {
      return line.execute(arguments);
    } catch (Error error) {
      return broken(error, line.getErr());
    }
  }

  /** What Waymark did not foresee: in a line, then where it happened, for its developers. */
  private static int broken(Throwable thrown, PrintWriter errors) {
    if (ConnectionFailure.isHeapExhausted(thrown)) {
      ConnectionFailure failure = ConnectionFailure.MEMORY_EXHAUSTED;
      errors.printf("waymark: %s%n  %s%n", failure.sentence(), failure.remedy());
      return ExitCode.FAILED.number();
    }
    errors.printf("waymark: Something happened that Waymark does not handle: %s%n", thrown);
    errors.println("  Report it, with what follows.");
    thrown.printStackTrace(errors);
    return ExitCode.FAILED.number();
  }

  /**
   * What understands the arguments. picocli reads the annotations of each command that it is given,
   * which is a third of what a short one takes: where the first argument names one, it is given
   * that one.
   *
   * @param start puts the services of this process together, for a command that asks no other
   */
  public static CommandLine line(Terminal terminal, String... arguments) {
    CommandLine waymark = new CommandLine(new WaymarkCommand());
    String first = arguments.length == 0 ? "" : arguments[0];
    if (COMMANDS.containsKey(first) && !first.equals(COMPLETION)) {
      waymark.addSubcommand(COMMANDS.get(first));
    } else {
      COMMANDS.values().forEach(waymark::addSubcommand);
    }
    return waymark
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, WaymarkCommand::duration)
        .registerConverter(ExpectationChoice.class, WaymarkCommand::expectation)
        .setExecutionStrategy(WaymarkCommand::understood)
        .setParameterExceptionHandler(WaymarkCommand::misused)
        .setExecutionExceptionHandler((exception, line, parsed) -> broken(exception, line.getErr()))
        .setOut(new PrintWriter(System.out, true))
        .setErr(new PrintWriter(System.err, true));
  }

  /** picocli overlooks what it does not know as soon as help or the version is asked for. */
  private static int understood(CommandLine.ParseResult parsed) {
    for (CommandLine line : parsed.asCommandLineList()) {
      List<String> unknown = line.getParseResult().unmatched();
      if (!unknown.isEmpty()) {
        throw new UnmatchedArgumentException(line, unknown);
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static ExpectationChoice expectation(String word) {
    try {
      return ExpectationChoice.parse(word);
    } catch (IllegalArgumentException exception) {
      throw new TypeConversionException(exception.getMessage());
    }
  }

  private static Duration duration(String text) {
    try {
      Duration time = TimeText.parse(text);
      if (time == null || time.isNegative()) {
        throw new TypeConversionException("a time is not " + text);
      }
      return time;
    } catch (IllegalArgumentException exception) {
      throw new TypeConversionException(exception.getMessage());
    }
  }

  /** What is wrong in a line, and where to read on: the whole help would hide it. */
  private static int misused(ParameterException exception, String... arguments) {
    CommandLine line = exception.getCommandLine();
    line.getErr().println("waymark: " + exception.getMessage().replaceFirst("^Error: ", ""));
    UnmatchedArgumentException.printSuggestions(exception, line.getErr());
    line.getErr().printf("Try '%s --help'.%n", line.getCommandSpec().qualifiedName());
    return ExitCode.USAGE.number();
  }
}

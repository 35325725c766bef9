package dev.waymark.command;

import dev.waymark.command.output.Printer;
import dev.waymark.command.output.Terminal;
import dev.waymark.command.service.VerificationRequest;
import dev.waymark.schema.comparison.State;
import dev.waymark.text.Shape;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.report.InvalidParameter;
import dev.waymark.verification.report.ReportFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark verify}: whether the database is what is expected. */
@Command(
    name = "verify",
    header = "Verifies, object by object, that the schema is what is expected.",
    description = {
      "",
      "Ends with 0 if it is, with 3 if it is not or there is nothing to hold it against.",
      "",
      "Example: waymark verify --expectation contract --output junit > schema.xml",
      ""
    })
final class VerifyCommand implements Callable<Integer> {
  /** The ways of printing a report. */
  enum Format {
    text,
    json,
    markdown,
    junit
  }

  @Option(
      names = "--expectation",
      paramLabel = "WHAT",
      description = "Hold it against: auto, contract, migrations, recorded.")
  private ExpectationChoice expectation;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "List only this kind, such as tables; may be repeated.")
  private List<String> kinds = List.of();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "List only objects in this state: present, missing, different, unexpected; may be"
              + " repeated.")
  private List<String> states = List.of();

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "List only objects in this namespace; may be repeated.")
  private List<String> namespaces = List.of();

  @Option(
      names = "--findings",
      arity = "0..1",
      paramLabel = "SEVERITY",
      split = ",",
      fallbackValue = "error,warning,advice",
      description =
          "Print each finding with its hint and SQL, not only how many: all, or those of error,"
              + " warning, advice, separated by commas; none leaves them out.")
  private List<String> findings;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to print the report: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Mixin private Where where;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    VerificationRequest request =
        new VerificationRequest(
            Optional.ofNullable(expectation),
            kinds,
            listedStates(),
            namespaces,
            findings == null ? List.of() : findings,
            true,
            switch (format) {
              case text, json -> ReportFormat.JSON;
              case markdown -> ReportFormat.MARKDOWN;
              case junit -> ReportFormat.JUNIT;
            });
    try {
      request.filter();
    } catch (InvalidParameter exception) {
      throw new ParameterException(
          spec.commandLine(),
          "--%s: allowed are %s.".formatted(exception.parameter(), exception.allowed()),
          exception);
    }
    Printer printer = new Printer(Terminal.detect(), format != Format.text);
    Shape shape = findings == null ? Shape.VERIFICATION : Shape.VERIFICATION_WITH_FINDINGS;
    return where.ask(service -> printer.print(service.verify(request), shape));
  }

  /** People are shown what is not as expected: of a large schema the rest is nearly all. */
  private List<String> listedStates() {
    return format == Format.text && states.isEmpty()
        ? Stream.of(State.values())
            .filter(state -> state != State.PRESENT)
            .map(State::code)
            .toList()
        : states;
  }
}

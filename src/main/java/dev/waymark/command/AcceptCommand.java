package dev.waymark.command;

import dev.waymark.migration.acceptance.AcceptanceRequest;
import dev.waymark.migration.acceptance.AcceptanceRequest.NamedObject;
import dev.waymark.schema.Kind;
import dev.waymark.text.Shape;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark accept}: differences become what is expected. */
@Command(
    name = "accept",
    header = "Makes differences from what is recorded what is expected from now on.",
    description = {
      "",
      "The database is not changed. Who accepted what, when and why is kept and listed by"
          + " waymark acceptances.",
      "",
      "Example: waymark accept public.users.users_email_idx --reason 'hotfix of Tuesday'",
      ""
    })
final class AcceptCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "OBJECT",
      arity = "0..*",
      description =
          "An object as waymark verify names it; where that says too little, with its kind before"
              + " it: indexes:public.users.users_email_idx.")
  private List<String> objects = List.of();

  @Option(names = "--all", description = "Accept every difference that is open.")
  private boolean all;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept and listed.")
  private String reason;

  @Spec private CommandSpec spec;
  @Mixin private Where where;
  @Mixin private Output output;

  @Override
  public Integer call() {
    if (all != objects.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Name the objects, or say --all, and not both.");
    }
    if (reason.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--reason says why.");
    }
    AcceptanceRequest request =
        new AcceptanceRequest(
            all ? true : null,
            all ? null : objects.stream().map(AcceptCommand::named).toList(),
            reason);
    return where.change(
        service -> output.printer().print(service.accept(request), Shape.ACCEPTANCE));
  }

  /** A kind may be said as a report lists it, or as a person says it: indexes, index. */
  private static NamedObject named(String argument) {
    int colon = argument.indexOf(':');
    String word = colon < 0 ? "" : argument.substring(0, colon).strip();
    Optional<Kind> kind =
        Stream.of(Kind.values())
            .filter(it -> it.list().equals(word) || it.code().equals(word))
            .findFirst();
    return kind.isPresent()
        ? new NamedObject(kind.get().list(), argument.substring(colon + 1).strip())
        : new NamedObject(null, argument);
  }
}

package dev.waymark.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.access.InvalidTokenFile;
import dev.waymark.access.Role;
import dev.waymark.access.Secret;
import dev.waymark.access.TokenFolder;
import dev.waymark.command.output.Printer;
import dev.waymark.command.service.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark token create}: makes a token, without a database and without a server. */
@Command(
    name = "create",
    header = "Makes a token and prints its secret, which is kept nowhere.",
    description = {
      "",
      "The folder gets a file of the token's name with its role and the hash of its secret. A server"
          + " whose WAYMARK_TOKENS_DIR is that folder knows it at once.",
      "",
      "Example: waymark token create deploy --role migrator --dir tokens > deploy.secret",
      ""
    })
final class TokenCreateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "Who it is for: the name of its file, and of its user in each run.")
  private String name;

  private Role role;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      required = true,
      defaultValue = "${env:WAYMARK_TOKENS_DIR}",
      description = "Where its file goes; WAYMARK_TOKENS_DIR if that is set.")
  private Path folder;

  @Spec private CommandSpec spec;
  @Mixin private Output output;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description = "viewer, who reads, or migrator, who may do everything.")
  void setRole(String word) {
    try {
      role = Role.parse(word);
    } catch (IllegalArgumentException exception) {
      throw new ParameterException(spec.commandLine(), "--role: " + exception.getMessage() + ".");
    }
  }

  @Override
  public Integer call() {
    try {
      Secret secret = new TokenFolder(folder, Clock.systemUTC()).issue(name, role);
      output.printer().print(json(secret), secret.value());
      Printer.note(
          "%s holds the role and the hash; the secret is printed this once."
              .formatted(folder.resolve(name)));
      return ExitCode.DONE.number();
    } catch (InvalidTokenFile exception) {
      throw new ParameterException(spec.commandLine(), exception.getMessage() + ".");
    } catch (IOException exception) {
      Printer.note("%s cannot be written: %s".formatted(folder.resolve(name), exception));
      return ExitCode.FAILED.number();
    }
  }

  private ObjectNode json(Secret secret) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("role", role.code())
        .put("file", folder.resolve(name).toString())
        .put("secret", secret.value());
  }
}

package dev.waymark.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.command.local.LocalCheck;
import dev.waymark.command.output.Printer;
import dev.waymark.command.output.Terminal;
import dev.waymark.command.service.Answer;
import dev.waymark.command.service.ExitCode;
import dev.waymark.command.service.Release;
import dev.waymark.migration.MigrationSource;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.check.CheckReport;
import dev.waymark.migration.check.GitHubCommands;
import dev.waymark.migration.check.JUnitCheck;
import dev.waymark.migration.check.SarifCheck;
import dev.waymark.migration.store.RunJson;
import dev.waymark.text.Markdown;
import dev.waymark.text.Reader;
import dev.waymark.text.Shape;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark check}: whether scripts can be applied, without a database. */
@Command(
    name = "check",
    header = "Judges the scripts of a folder without a database, for a pull request.",
    description = {
      "",
      "Says of each script what a run would refuse, all at once and in the same words: names,"
          + " versions that two have, encodings, parts of other tools, and what cannot run as it is"
          + " written. It needs no setting. Ends with 1 if there is something.",
      "",
      "Example: waymark check db/migrations --output github",
      ""
    })
final class CheckCommand implements Callable<Integer> {
  /** The ways of printing what was found. */
  enum Format {
    text,
    json,
    junit,
    markdown,
    sarif,
    github
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description =
          "Where the scripts are; without it WAYMARK_MIGRATIONS, or the folder migrations.")
  private String folder;

  @Option(
      names = "--placeholder",
      paramLabel = "NAME=VALUE",
      description =
          "What $${name} in a script stands for; may be repeated. One without a value is no"
              + " problem here.")
  private Map<String, String> placeholders = Map.of();

  private String applied;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "How to print it: ${COMPLETION-CANDIDATES}; github are annotations of a workflow.")
  private Format format;

  @Spec private CommandSpec spec;

  @Option(
      names = "--applied",
      paramLabel = "VERSION",
      description =
          "Up to this version the scripts are applied everywhere, and nothing is said of their"
              + " texts.")
  void setApplied(String version) {
    if (!version.matches(RunRequest.VERSION)) {
      throw new ParameterException(
          spec.commandLine(), "--applied must be a version such as 7 or 2026.11.1.");
    }
    applied = version;
  }

  @Override
  public Integer call() {
    Map<String, String> given = new HashMap<>();
    if (folder != null) {
      requireFolder();
      given.put("waymark.migrations", folder);
    }
    given.putAll(SettingOptions.placeholders(placeholders));
    return LocalCheck.run(given, Optional.ofNullable(applied), this::print);
  }

  private void requireFolder() {
    try {
      if (MigrationSource.parse(folder) instanceof MigrationSource.Folder source
          && !Files.isDirectory(source.path())) {
        throw new ParameterException(
            spec.commandLine(), "There is no folder %s.".formatted(source.path()));
      }
    } catch (IllegalArgumentException exception) {
      throw new ParameterException(spec.commandLine(), exception.getMessage(), exception);
    }
  }

  private int print(CheckReport report) {
    ExitCode code = report.passed() ? ExitCode.DONE : ExitCode.FAILED;
    JsonNode json = RunJson.mapper().valueToTree(report);
    return switch (format) {
      case text -> print(new Answer("", json, code, false), false);
      case json -> print(new Answer(json.toString(), json, code, false), true);
      case junit -> print(JUnitCheck.of(report), code);
      case markdown ->
          print(
              Markdown.of(Shape.CHECK.title(), Shape.CHECK.words(json, Reader.ofCommand(false))),
              code);
      case sarif -> print(SarifCheck.of(report, Release.VERSION), code);
      case github -> report.isSilent() ? code.number() : print(GitHubCommands.of(report), code);
    };
  }

  private static int print(String text, ExitCode code) {
    return print(new Answer(text, MissingNode.getInstance(), code, false), true);
  }

  private static int print(Answer answer, boolean asIs) {
    return new Printer(Terminal.detect(), asIs).print(answer, Shape.CHECK);
  }
}

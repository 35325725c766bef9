package dev.waymark.command;

import dev.waymark.command.output.Printer;
import dev.waymark.command.output.Terminal;
import dev.waymark.schema.diagram.DiagramRequest;
import dev.waymark.schema.sql.WrittenRoles;
import dev.waymark.text.Shape;
import dev.waymark.verification.report.DiagramParameters;
import dev.waymark.verification.report.InvalidParameter;
import dev.waymark.verification.report.SchemaFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark schema}: what the database is. */
@Command(
    name = "schema",
    header = "Prints the schema: as a contract to commit, as SQL, as JSON, or as a diagram.",
    description = {
      "",
      "Example: waymark schema > contract.yaml",
      "Example: waymark schema --format sql > schema.sql",
      "Example: waymark schema --format sql --no-owner --no-privileges > schema.sql",
      "Example: waymark schema --format svg > schema.svg",
      "Example: waymark schema --format mermaid --table public.users --neighbours 2",
      ""
    })
final class SchemaCommand implements Callable<Integer> {
  /** The ways of printing a schema. */
  enum Format {
    contract,
    sql,
    json,
    svg,
    mermaid
  }

  @Option(
      names = {"-o", "--output", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "contract",
      description = "How to print it: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Option(
      names = "--no-owner",
      description =
          "With SQL: leave out who owns objects; the role that executes it owns them then.")
  private boolean noOwner;

  @Option(
      names = "--no-privileges",
      description = "With SQL: leave out grants and default privileges.")
  private boolean noPrivileges;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description =
          "With svg and mermaid: draw this table and what is near it, such as public.users. Can be"
              + " given several times.")
  private List<String> tables;

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      description = "With --table: how many foreign keys away what is drawn may be. Default: 1.")
  private Integer neighbours;

  @Mixin private Where where;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SchemaFormat wanted =
        switch (format) {
          case contract -> SchemaFormat.CONTRACT;
          case sql -> SchemaFormat.SQL;
          case json -> SchemaFormat.JSON;
          case svg -> SchemaFormat.SVG;
          case mermaid -> SchemaFormat.MERMAID;
        };
    if ((noOwner || noPrivileges) && wanted != SchemaFormat.SQL) {
      throw new ParameterException(
          spec.commandLine(), "Only SQL can be without owners and privileges: --format sql.");
    }
    DiagramRequest diagram = diagram(wanted);
    Printer printer = new Printer(Terminal.detect(), true);
    var roles = new WrittenRoles(Map.of(), !noOwner, !noPrivileges);
    return where.ask(
        service -> printer.print(service.schema(wanted, roles, diagram), Shape.STATUS));
  }

  private DiagramRequest diagram(SchemaFormat wanted) {
    try {
      return DiagramParameters.of(wanted, tables, neighbours);
    } catch (InvalidParameter exception) {
      throw new ParameterException(
          spec.commandLine(),
          "--%s: allowed are %s.".formatted(exception.parameter(), exception.allowed()),
          exception);
    }
  }
}

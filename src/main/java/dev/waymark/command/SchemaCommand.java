package dev.waymark.command;

import dev.waymark.command.output.Printer;
import dev.waymark.command.output.Terminal;
import dev.waymark.text.Shape;
import dev.waymark.verification.report.SchemaFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code waymark schema}: what the database is. */
@Command(
    name = "schema",
    header = "Prints the schema: as a contract to commit, as SQL, or as JSON.",
    description = {
      "",
      "Example: waymark schema > contract.yaml",
      "Example: waymark schema --format sql > schema.sql",
      ""
    })
final class SchemaCommand implements Callable<Integer> {
  /** The ways of printing a schema. */
  enum Format {
    contract,
    sql,
    json
  }

  @Option(
      names = {"-o", "--output", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "contract",
      description = "How to print it: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Mixin private Where where;

  @Override
  public Integer call() {
    SchemaFormat wanted =
        switch (format) {
          case contract -> SchemaFormat.CONTRACT;
          case sql -> SchemaFormat.SQL;
          case json -> SchemaFormat.JSON;
        };
    Printer printer = new Printer(Terminal.detect(), true);
    return where.ask(service -> printer.print(service.schema(wanted), Shape.STATUS));
  }
}

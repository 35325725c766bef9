package dev.waymark.verification.expectation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.schema.EnumType;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaObject;
import dev.waymark.schema.ServerVersion;
import dev.waymark.schema.comparison.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {
  /** More than a library for YAML reads unless it is told to. */
  private static final int CHARACTERS = 3 * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void aContractOfALargeSchemaIsReadBack() throws Exception {
    List<SchemaObject> enums =
        IntStream.range(0, 20_000)
            .<SchemaObject>mapToObj(
                number ->
                    new EnumType(
                        "public",
                        "enum_with_a_name_that_is_rather_long_" + number,
                        List.of("first label", "second label", "third label", "fourth label"),
                        "postgres",
                        "Number " + number,
                        List.of()))
            .toList();
    Schema schema = new Schema(new ServerVersion(180000, "18.0"), List.of("public"), enums);
    Path file = folder.resolve("contract.yaml");
    Files.writeString(file, ContractWriter.write(schema));
    assertTrue(Files.size(file) > CHARACTERS, () -> file + " is too short to prove anything");

    Contract contract = Contract.read(file.toString());

    assertTrue(Comparison.of(contract.expectation(), schema).clean());
  }
}

package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;
import dev.waymark.schema.comparison.Mode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes the schema of a good database as a contract to review and commit. */
public final class ContractWriter {
  private static final ObjectMapper YAML =
      YAMLMapper.builder(YAMLFactory.builder().stringQuotingChecker(new TextQuoting()).build())
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  private ContractWriter() {}

  /** Returns YAML that {@link Contract} reads back, and with which the schema compares clean. */
  public static String write(Schema schema) {
    StringWriter contract = new StringWriter();
    try (JsonGenerator generator =
        TextQuoting.blocksAsTheyAre((YAMLGenerator) YAML.createGenerator(contract))) {
      generator.writeStartObject();
      generator.writeNumberField("format", Schema.FORMAT);
      generator.writeStringField("mode", Mode.EXACT.code());
      generator.writeNumberField(Contract.POSTGRESQL, schema.server().major());
      SchemaJson.write(generator, schema);
      generator.writeEndObject();
    } catch (IOException exception) {
      throw new UncheckedIOException("YAML cannot be written into a string", exception);
    }
    return contract.toString();
  }
}

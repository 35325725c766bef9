package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.schema.Mode;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;

/** Writes the schema of a good database as a contract to review and commit. */
public final class ContractWriter {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  private ContractWriter() {}

  /** Returns YAML that {@link Contract} reads back, and with which the schema compares clean. */
  public static String write(Schema schema) {
    ObjectNode contract = YAML.createObjectNode();
    contract.put("format", Schema.FORMAT);
    contract.put("mode", Mode.EXACT.word());
    contract.setAll(SchemaJson.tree(schema));
    try {
      return YAML.writeValueAsString(contract);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("A tree of JSON cannot be written as YAML", exception);
    }
  }
}

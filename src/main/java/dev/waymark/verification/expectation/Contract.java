package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.schema.Kind;
import dev.waymark.schema.Schema;
import dev.waymark.schema.comparison.Expectation;
import dev.waymark.schema.comparison.InvalidExpectation;
import dev.waymark.schema.comparison.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * An expectation that people write or record, and commit: a YAML or JSON file with a list of
 * objects for each kind, in the words of the report.
 *
 * <pre>
 * format: 1
 * mode: exact          # or contains; for kinds that modes does not name
 * postgresql: 18       # what it was written on; optional
 * modes:
 *   indexes: contains
 * tables:
 *   - namespace: public
 *     name: users
 *     columns: [...]
 * ignore:              # differences that are ignored, see IgnoreRule
 *   - name: public.users
 *     attribute: owner
 *     reason: Every deployment has its own.
 * </pre>
 *
 * @param postgresql the major version of the server that it was written on; null if it does not say
 * @param ignore the rules that it states; they go with no other expectation
 */
public record Contract(
    String location, Expectation expectation, Integer postgresql, IgnoreRules ignore) {

  private static final String FORMAT = "format";
  static final String POSTGRESQL = "postgresql";
  private static final String MODE = "mode";
  private static final String MODES = "modes";

  /** Of 40,000 tables, say; SnakeYAML stops at 3 million characters, which 1,500 tables have. */
  private static final int LONGEST = 100_000_000;

  private static final ObjectMapper YAML = new YAMLMapper(factory());

  /**
   * Reads the contract at the location.
   *
   * @param location a file, or {@code classpath:} and the path of a packaged one
   * @throws InvalidContract if it is not there, not YAML, or states what no schema can hold
   */
  public static Contract read(String location) throws InvalidContract {
    try (InputStream stream = new ConfiguredFile(location).open()) {
      return parse(location, YAML.readTree(stream));
    } catch (JsonProcessingException exception) {
      throw new InvalidContract(
          "The contract %s is not YAML: %s".formatted(location, exception.getOriginalMessage()),
          exception);
    } catch (IOException exception) {
      throw new InvalidContract(
          "The contract " + location + " is not there or cannot be read.", exception);
    } catch (InvalidExpectation | InvalidIgnoreRule exception) {
      throw new InvalidContract(
          "The contract %s is invalid: %s.".formatted(location, exception.getMessage()), exception);
    }
  }

  private static InvalidContract invalid(String location, String why) {
    return new InvalidContract("The contract %s is invalid: %s.".formatted(location, why), null);
  }

  private static Contract parse(String location, JsonNode tree)
      throws InvalidContract, InvalidExpectation, InvalidIgnoreRule {
    if (!(tree instanceof ObjectNode contract)) {
      throw invalid(location, "it is not a map of lists");
    }
    int format = contract.path(FORMAT).asInt();
    if (format != Schema.FORMAT) {
      throw invalid(
          location,
          "it must say format: %d, the format this Waymark reads".formatted(Schema.FORMAT));
    }
    Mode mode = contract.has(MODE) ? mode(location, contract.get(MODE)) : Mode.EXACT;
    Map<Kind, Mode> modes = new EnumMap<>(Kind.class);
    for (var entry : contract.path(MODES).properties()) {
      Kind kind =
          Kind.ofList(entry.getKey())
              .orElseThrow(() -> invalid(location, "no kind is called " + entry.getKey()));
      modes.put(kind, mode(location, entry.getValue()));
    }
    JsonNode major = contract.path(POSTGRESQL);
    if (!major.isMissingNode() && !major.isInt()) {
      throw invalid(location, "postgresql is the major version of a server, such as 18");
    }
    IgnoreRules ignore = IgnoreRules.fromList(contract.path(IgnoreRules.LIST));
    contract.remove(List.of(FORMAT, POSTGRESQL, MODE, MODES, IgnoreRules.LIST));
    return new Contract(
        location,
        Expectation.fromTree(contract, mode, modes),
        major.isInt() ? major.intValue() : null,
        ignore);
  }

  private static YAMLFactory factory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    return YAMLFactory.builder().loaderOptions(options).build();
  }

  private static Mode mode(String location, JsonNode word) throws InvalidContract {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.code().equals(word.asText()))
        .findFirst()
        .orElseThrow(() -> invalid(location, "a mode is exact or contains, not " + word.asText()));
  }
}

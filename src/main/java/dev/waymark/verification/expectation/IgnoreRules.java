package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.schema.comparison.Comparison;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.schema.comparison.State;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules that say which differences are ignored, in the order they are written. */
public record IgnoreRules(List<IgnoreRule> rules) {
  /** No rule: every difference counts. */
  public static final IgnoreRules NONE = new IgnoreRules(List.of());

  /** What the list of rules is called in a contract and in a file of its own. */
  static final String LIST = "ignore";

  private static final ObjectMapper YAML = new YAMLMapper();

  public IgnoreRules {
    rules = List.copyOf(rules);
  }

  /**
   * Reads a YAML or JSON file with one list, {@code ignore}.
   *
   * @param location a file, or {@code classpath:} and the path of a packaged one
   * @throws InvalidIgnoreRule if it is not there, not YAML, or says anything else
   */
  public static IgnoreRules read(String location) throws InvalidIgnoreRule {
    try (InputStream stream = new ConfiguredFile(location).open()) {
      JsonNode tree = YAML.readTree(stream);
      if (tree.size() != 1 || !tree.path(LIST).isArray()) {
        throw new InvalidIgnoreRule(location + " does not consist of one list called " + LIST);
      }
      return fromList(tree.path(LIST));
    } catch (JsonProcessingException exception) {
      throw new InvalidIgnoreRule(
          "%s is not YAML: %s".formatted(location, exception.getOriginalMessage()), exception);
    } catch (IOException exception) {
      throw new InvalidIgnoreRule(location + " is not there or cannot be read", exception);
    }
  }

  static IgnoreRules fromList(JsonNode list) throws InvalidIgnoreRule {
    if (!list.isMissingNode() && !list.isArray()) {
      throw new InvalidIgnoreRule(LIST + " is not a list");
    }
    List<IgnoreRule> rules = new ArrayList<>();
    for (JsonNode rule : list) {
      rules.add(IgnoreRule.fromTree(rule));
    }
    return new IgnoreRules(rules);
  }

  IgnoreRules and(IgnoreRules more) {
    return new IgnoreRules(Stream.concat(rules.stream(), more.rules.stream()).toList());
  }

  /**
   * Takes what the rules name out of the comparison. An object of which every difference is ignored
   * is present; a missing or unexpected one that is ignored is no longer part of the result.
   */
  public Judged apply(Comparison comparison) {
    List<Ignored> ignored =
        rules.stream().map(rule -> Ignored.by(rule, comparison.deviations())).toList();
    List<ObjectComparison> remaining =
        comparison.objects().stream().flatMap(object -> remaining(object).stream()).toList();
    return new Judged(new Comparison(remaining), ignored);
  }

  private Optional<ObjectComparison> remaining(ObjectComparison object) {
    List<IgnoreRule> naming = rules.stream().filter(rule -> rule.names(object.id())).toList();
    if (object.state() == State.PRESENT || naming.isEmpty()) {
      return Optional.of(object);
    }
    if (object.state() != State.DIFFERENT) {
      boolean whole = naming.stream().anyMatch(rule -> rule.attribute() == null);
      return whole ? Optional.empty() : Optional.of(object);
    }
    List<Difference> counting =
        object.differences().stream()
            .filter(difference -> naming.stream().noneMatch(rule -> rule.covers(difference)))
            .toList();
    State state = counting.isEmpty() ? State.PRESENT : State.DIFFERENT;
    return Optional.of(new ObjectComparison(object.id(), state, counting, object.object()));
  }
}

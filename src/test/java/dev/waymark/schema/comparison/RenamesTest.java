package dev.waymark.schema.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.schema.EnumType;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaObject;
import dev.waymark.schema.ServerVersion;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many objects that are missing beside many that are unexpected. */
class RenamesTest {
  private static final int MANY = 1_000;

  @Test
  void aThousandThatDifferAreFoundUnderTheirNewNames() {
    Comparison comparison =
        Comparison.of(
            enums("before", number -> "label" + number),
            enums("after", number -> "label" + number));

    assertEquals(Map.of(State.DIFFERENT, (long) MANY), states(comparison));
    ObjectComparison first = comparison.objects().get(0);
    assertEquals(
        List.of("name before0 after0"),
        first.differences().stream()
            .map(
                difference ->
                    difference.attribute()
                        + " "
                        + difference.expected().asText()
                        + " "
                        + difference.actual().asText())
            .toList());
  }

  @Test
  void ofAThousandThatAreAlikeItCannotBeTold() {
    Comparison comparison =
        Comparison.of(enums("before", number -> "label"), enums("after", number -> "label"));

    assertEquals(
        Map.of(State.MISSING, (long) MANY, State.UNEXPECTED, (long) MANY), states(comparison));
  }

  private static Map<State, Long> states(Comparison comparison) {
    return comparison.objects().stream()
        .collect(Collectors.groupingBy(ObjectComparison::state, Collectors.counting()));
  }

  private static Schema enums(String name, IntFunction<String> label) {
    List<SchemaObject> enums =
        IntStream.range(0, MANY)
            .<SchemaObject>mapToObj(
                number ->
                    new EnumType(
                        "public",
                        name + number,
                        List.of(label.apply(number)),
                        "postgres",
                        null,
                        List.of()))
            .toList();
    return new Schema(new ServerVersion(180000, "18.0"), List.of("public"), enums);
  }
}

package dev.waymark.verification.expectation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.comparison.Comparison;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.schema.comparison.State;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {
  private static final Comparison COMPARISON =
      new Comparison(
          List.of(
              object(Kind.TABLE, null, "users", State.DIFFERENT, "owner", "columns.a.comment"),
              object(Kind.TABLE, null, "legacy_users", State.UNEXPECTED),
              object(Kind.TABLE, null, "fine", State.PRESENT),
              object(Kind.INDEX, "users", "users_a", State.MISSING),
              object(Kind.INDEX, "legacy_users", "i", State.UNEXPECTED)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A whole object, with what is bound to it where the pattern says so.
        "{name: public.legacy_*, reason: r} | 2 | different users, missing users_a",
        "{kind: tables, name: public.legacy_*, reason: r} | 1"
            + " | different users, missing users_a, unexpected i",
        "{name: 'public.user?', reason: r} | 1"
            + " | unexpected legacy_users, missing users_a, unexpected i",
        // One attribute: the others count, and a missing object stays missing.
        "{name: '*', attribute: owner, reason: r} | 1"
            + " | different users, unexpected legacy_users, missing users_a, unexpected i",
        "{name: '*', attribute: 'columns.*', reason: r} | 1"
            + " | different users, unexpected legacy_users, missing users_a, unexpected i",
        "{name: '*', attribute: '*', reason: r} | 1"
            + " | unexpected legacy_users, missing users_a, unexpected i",
        "{name: '*', reason: r} | 4 | ''",
        // What matches nothing says so.
        "{name: public.fine, reason: r} | 0"
            + " | different users, unexpected legacy_users, missing users_a, unexpected i",
        "{name: PUBLIC.users, reason: r} | 0"
            + " | different users, unexpected legacy_users, missing users_a, unexpected i",
      })
  void aRuleTakesOutWhatItNames(String rule, int matched, String remaining) throws Exception {
    var rules = IgnoreRules.fromList(new YAMLMapper().readTree("[" + rule + "]"));

    Judged judged = rules.apply(COMPARISON);

    assertEquals(matched, judged.ignored().get(0).matched());
    assertEquals(
        remaining,
        String.join(
            ", ",
            judged.comparison().deviations().stream()
                .map(object -> object.state().code() + " " + object.id().name())
                .toList()));
  }

  @Test
  void rulesForSingleAttributesTogetherMakeAnObjectPresent() throws Exception {
    var rules =
        IgnoreRules.fromList(
            new YAMLMapper()
                .readTree(
                    "[{name: public.users, attribute: owner, reason: r},"
                        + " {name: public.users, attribute: columns.a.comment, reason: r}]"));

    Judged judged = rules.apply(new Comparison(COMPARISON.objects().subList(0, 1)));

    assertEquals(State.PRESENT, judged.comparison().objects().get(0).state());
    assertEquals(
        List.of("owner"),
        judged.ignored().get(0).objects().get(0).differences().stream()
            .map(Difference::attribute)
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a} | has no reason",
        "{name: a, reason: ' '} | has no reason",
        "{reason: r} | has no name",
        "{kind: table, name: a, reason: r} | names no kind that there is",
        "{nmae: a, reason: r} | has the field nmae, which no rule has",
      })
  void aRuleThatSaysSomethingElseIsRefused(String rule, String message) throws Exception {
    var list = new YAMLMapper().readTree("[" + rule + "]");

    var exception = assertThrows(InvalidIgnoreRule.class, () -> IgnoreRules.fromList(list));

    assertEquals("the rule %s %s".formatted(list.get(0), message), exception.getMessage());
  }

  private static ObjectComparison object(
      Kind kind, String table, String name, State state, String... attributes) {
    return new ObjectComparison(
        new ObjectId(kind, "public", table, name),
        state,
        Arrays.stream(attributes)
            .map(attribute -> new Difference(attribute, null, TextNode.valueOf("x")))
            .toList(),
        ObjectTree.of(JsonNodeFactory.instance.objectNode()));
  }
}

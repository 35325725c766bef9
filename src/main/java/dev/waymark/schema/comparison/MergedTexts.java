package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.schema.Defaults;
import dev.waymark.schema.MemberOrder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Lists of texts of which each stands for itself: privileges, labels, options. One that was added
 * or removed says nothing of the others. Lists whose order is what they say are whole values.
 */
final class MergedTexts {
  private static final Set<String> WHOLE =
      Set.of("columns", "referencedColumns", "onDeleteColumns", "include", "dictionaries");

  /** Those that are a name and a value, {@code fillfactor=70}. */
  private static final Set<String> OPTIONS =
      Set.of("storageParameters", "options", "foreignOptions", "settings");

  private MergedTexts() {}

  static boolean mergeable(String type, JsonNode... lists) {
    if (WHOLE.contains(attribute(type))) {
      return false;
    }
    for (JsonNode list : lists) {
      if (AttributeComparison.empty(list)) {
        continue;
      }
      if (!list.isArray()
          || !StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isTextual)
          || byKey(type, list).size() != list.size()) {
        return false;
      }
    }
    return true;
  }

  static ArrayNode of(String type, JsonNode expected, JsonNode before, JsonNode after) {
    Map<String, String> wanted = byKey(type, expected);
    Map<String, String> was = byKey(type, before);
    Map<String, String> is = byKey(type, after);
    var merged = new LinkedHashMap<String, String>();
    wanted.forEach(
        (key, text) -> {
          if (Objects.equals(was.get(key), is.get(key))) {
            merged.put(key, text);
          } else if (is.containsKey(key)) {
            merged.put(key, is.get(key));
          }
        });
    var added = new HashSet<String>();
    is.forEach(
        (key, text) -> {
          if (!text.equals(was.get(key))) {
            merged.put(key, text);
          }
          if (!was.containsKey(key)) {
            added.add(key);
          }
        });
    List<String> order = MemberOrder.of(merged.keySet(), was.keySet(), is.keySet(), added);
    List<String> texts = order.stream().map(merged::get).toList();
    if (isSorted(wanted) && isSorted(was) && isSorted(is)) {
      texts = texts.stream().sorted().toList();
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    texts.forEach(list::add);
    return list;
  }

  private static boolean isSorted(Map<String, String> texts) {
    List<String> inOrder = List.copyOf(texts.values());
    return inOrder.equals(inOrder.stream().sorted().toList());
  }

  private static Map<String, String> byKey(String type, JsonNode said) {
    var texts = new LinkedHashMap<String, String>();
    JsonNode list = said == null || said.isNull() ? Defaults.of(type) : said;
    if (!AttributeComparison.empty(list)) {
      list.forEach(text -> texts.put(key(type, text.asText()), text.asText()));
    }
    return texts;
  }

  private static String key(String type, String text) {
    int value = text.indexOf('=');
    return OPTIONS.contains(attribute(type)) && value >= 0 ? text.substring(0, value) : text;
  }

  private static String attribute(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}

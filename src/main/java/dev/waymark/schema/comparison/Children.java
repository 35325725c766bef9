package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Lists of objects that have names, or a grantee instead: columns, checks, privileges. */
final class Children {
  private Children() {}

  /** Whether at least one is such a list, and the others are as well, or are empty. */
  static boolean named(JsonNode... lists) {
    return Arrays.stream(lists).allMatch(AttributeComparison::named)
        && !Arrays.stream(lists).allMatch(AttributeComparison::empty);
  }

  /** In their order; what was renamed has its new name. */
  static Map<String, ObjectNode> byName(JsonNode list, Map<String, String> renamed) {
    var children = new LinkedHashMap<String, ObjectNode>();
    AttributeComparison.byName(list)
        .forEach(
            (name, child) -> {
              String now = renamed.getOrDefault(name, name);
              children.put(now, now.equals(name) ? child : child.deepCopy().put("name", now));
            });
    return children;
  }

  /**
   * Whether these are privileges of a role for which nothing said means none. Of PUBLIC and of the
   * owner, which have some without being named, only the whole can be compared.
   */
  static boolean grants(ObjectNode... children) {
    return Stream.of(children)
        .filter(Objects::nonNull)
        .allMatch(
            child ->
                child.has("grantee")
                    && child.has("privileges")
                    && !child.path("grantee").asText().equals("PUBLIC"));
  }

  static ObjectNode orNoPrivileges(ObjectNode child) {
    return child == null ? JsonNodeFactory.instance.objectNode() : child;
  }

  /** The privileges with whose they are, from the first that says so. */
  static ObjectNode identified(ObjectNode privileges, ObjectNode... sources) {
    ObjectNode result = privileges.objectNode();
    for (String attribute : new String[] {"grantee", "grantor"}) {
      Stream.of(sources)
          .filter(source -> source != null && source.has(attribute))
          .findFirst()
          .ifPresent(source -> result.set(attribute, source.get(attribute)));
    }
    privileges.properties().stream()
        .filter(field -> !result.has(field.getKey()))
        .forEach(field -> result.set(field.getKey(), field.getValue()));
    return result;
  }
}

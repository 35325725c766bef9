package dev.waymark.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.migration.store.RunJson;
import dev.waymark.schema.Kind;
import dev.waymark.text.Words;
import dev.waymark.verification.report.ReportFilter;
import dev.waymark.verification.report.ReportedObject;
import dev.waymark.verification.report.Verification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of a database is not as expected.
 *
 * @param verification the report, with nothing but what is not as expected
 * @param differences what stands for each difference, as far as they are kept
 */
record Drift(Verification verification, SortedSet<String> differences) {
  /** How many objects a message names. */
  private static final int NAMED = 20;

  /** Of how many differences is known that they were said; of more, the first in their order. */
  private static final int MOST_KEPT = 10_000;

  private static final int DIGITS = 16;

  /** What the report says. */
  static Drift of(Verification report) {
    Verification verification = report.narrowed(ReportFilter.ALL.withoutPresent());
    SortedSet<String> differences = new TreeSet<>();
    verification
        .objects()
        .forEach(
            (kind, objects) ->
                objects.forEach(object -> differences.addAll(digests(kind, object.json()))));
    while (differences.size() > MOST_KEPT) {
      differences.remove(differences.last());
    }
    return new Drift(verification, differences);
  }

  Instant at() {
    return verification.checkedAt();
  }

  /** What the database is held against. */
  String expectation() {
    return verification.expectation().type().code();
  }

  ObjectNode data() {
    ObjectNode data = RunJson.mapper().createObjectNode();
    data.put("database", verification.database()).put("expectation", expectation());
    data.set("verification", RunJson.mapper().valueToTree(verification.summary()));
    ArrayNode objects = data.putArray("objects");
    verification.objects().forEach((kind, list) -> list.forEach(it -> add(objects, kind, it)));
    return data;
  }

  List<String> found() {
    List<String> lines = new ArrayList<>();
    var counts = verification.totals().all();
    lines.add(
        "%s: drift. %d missing, %d different, %d unexpected, against what is %s"
            .formatted(
                verification.database(),
                counts.missing(),
                counts.different(),
                counts.unexpected(),
                switch (verification.expectation().type()) {
                  case CONTRACT -> "the contract";
                  case MIGRATIONS -> "in the migrations";
                  case RECORDED, AUTO -> "recorded";
                }));
    for (JsonNode object : data().path("objects")) {
      lines.add(
          "%s %s %s"
              .formatted(
                  object.path("state").asText(),
                  Kind.ofList(object.path("kind").asText()).orElseThrow().code(),
                  name(object)));
    }
    int more = counts.missing() + counts.different() + counts.unexpected() - (lines.size() - 1);
    if (more > 0) {
      lines.add("and " + Words.counted(more, "other object", "other objects"));
    }
    return lines;
  }

  List<String> gone() {
    return List.of(
        "%s: no drift any more. What differed was mended, or accepted"
            .formatted(verification.database()));
  }

  private static void add(ArrayNode objects, String kind, ReportedObject object) {
    if (objects.size() == NAMED) {
      return;
    }
    JsonNode whole = object.json();
    ObjectNode named = objects.addObject().put("kind", kind);
    for (String field : List.of("namespace", "table", "name", "state", "since")) {
      if (whole.has(field)) {
        named.set(field, whole.get(field));
      }
    }
    if (whole.has("differences")) {
      ArrayNode attributes = named.putArray("attributes");
      whole.path("differences").forEach(it -> attributes.add(it.path("attribute")));
    }
  }

  private static String name(JsonNode object) {
    StringBuilder name = new StringBuilder();
    for (String part : List.of("namespace", "table")) {
      if (object.has(part)) {
        name.append(object.path(part).asText()).append('.');
      }
    }
    return name.append(object.path("name").asText()).toString();
  }

  private static List<String> digests(String kind, JsonNode object) {
    List<String> digests = new ArrayList<>();
    for (JsonNode difference : object.path("differences")) {
      digests.add(digest(kind, object, difference.path("attribute").asText()));
    }
    return digests.isEmpty() ? List.of(digest(kind, object, "")) : digests;
  }

  private static String digest(String kind, JsonNode object, String attribute) {
    // As JSON: a name can hold whatever would be written between two of them.
    String text =
        RunJson.mapper()
            .createArrayNode()
            .add(kind)
            .add(object.path("namespace").asText())
            .add(object.path("table").asText())
            .add(object.path("name").asText())
            .add(object.path("state").asText())
            .add(attribute)
            .toString();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java has SHA-256", exception);
    }
  }
}

package dev.waymark.migration.sarif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A log of one run of Waymark. */
public final class SarifLog {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private SarifLog() {}

  /**
   * Writes a log.
   *
   * @param category what keeps the results of one kind of look apart from those of another where
   *     both are handed in for one commit
   * @param version the version of Waymark
   * @param rules what each code means, in a sentence; of codes that no result has, none is written
   */
  public static String of(
      String category, String version, Map<String, String> rules, List<SarifResult> results) {
    ObjectNode log = JsonNodeFactory.instance.objectNode();
    log.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "Waymark").put("version", version);
    List<String> codes =
        new ArrayList<>(results.stream().map(SarifResult::rule).sorted().distinct().toList());
    ArrayNode written = driver.putArray("rules");
    codes.forEach(code -> rule(written.addObject(), code, rules.getOrDefault(code, code)));
    run.putObject("automationDetails").put("id", "waymark/" + category + "/");
    // As PostgreSQL and the rest of Waymark count.
    run.put("columnKind", "unicodeCodePoints");
    ArrayNode array = run.putArray("results");
    // The standard's 3.27.23: all results of a run have suppressions, or none has.
    boolean suppressions = results.stream().anyMatch(it -> it.accepted() != null);
    for (SarifResult result : results) {
      ObjectNode one = result(array.addObject(), result);
      one.put("ruleIndex", codes.indexOf(result.rule()));
      if (suppressions) {
        suppressed(one.putArray("suppressions"), result);
      }
    }
    return log.toString();
  }

  /**
   * A folder as a host of repositories has it: relative to where the command was started, if it is
   * below that, since that is where the repository is.
   */
  public static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path folder = path.toAbsolutePath().normalize();
    Path shown = folder.startsWith(here) ? here.relativize(folder) : folder;
    String text = shown.toString().replace('\\', '/');
    return text.isEmpty() ? "." : text;
  }

  private static void rule(ObjectNode rule, String code, String sentence) {
    rule.put("id", code);
    rule.putObject("shortDescription").put("text", sentence);
    rule.putObject("help").put("text", sentence);
  }

  private static ObjectNode result(ObjectNode written, SarifResult result) {
    written.put("ruleId", result.rule()).put("level", result.level().name());
    written.putObject("message").put("text", result.message());
    ObjectNode place = written.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", uri(result.file()));
    // What is about the whole file is shown nowhere unless it has a line.
    ObjectNode region =
        place.putObject("region").put("startLine", result.line() == null ? 1 : result.line());
    if (result.column() != null) {
      region.put("startColumn", result.column());
    }
    return written;
  }

  private static void suppressed(ArrayNode suppressions, SarifResult result) {
    if (result.accepted() != null) {
      suppressions
          .addObject()
          .put("kind", "inSource")
          .put("status", "accepted")
          .put("justification", result.accepted());
    }
  }

  private static String uri(String file) {
    try {
      return file.startsWith("/")
          ? new URI("file", "", file, null).toASCIIString()
          // A colon before the first slash would end a scheme.
          : new URI(null, null, "./" + file, null).toASCIIString().substring(2).replace(":", "%3A");
    } catch (URISyntaxException exception) {
      throw new IllegalArgumentException("A path with slashes can be written as a URI", exception);
    }
  }
}

package dev.waymark.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Helm chart that uses no more of the template language than a value, the release's name and the
 * files of a folder; where it uses more, this fails. Helm itself is not to be had in a build.
 *
 * @param folder the chart's
 * @param values what {@code values.yaml} says
 */
record Chart(Path folder, JsonNode values) {
  private static final Pattern ACTION = Pattern.compile("\\{\\{-? *(.+?) *-?}}");
  private static final Pattern FILES =
      Pattern.compile("\\(\\.Files\\.Glob \"(\\w+)/\\*\"\\)\\.AsConfig \\| indent 2");

  static Chart read(Path folder) {
    return new Chart(folder, Yaml.read(folder.resolve("values.yaml")).get(0));
  }

  /** The manifests of a release with the chart's own values. */
  Manifests install(String release) throws IOException {
    List<JsonNode> manifests = new ArrayList<>();
    try (Stream<Path> templates = Files.list(folder.resolve("templates"))) {
      for (Path template : templates.toList()) {
        String text = Files.readString(template);
        manifests.addAll(
            Yaml.parse(
                ACTION
                    .matcher(text)
                    .replaceAll(
                        action ->
                            java.util.regex.Matcher.quoteReplacement(
                                valueOf(action.group(1), release)))));
      }
    }
    return new Manifests(manifests);
  }

  private String valueOf(String action, String release) {
    var files = FILES.matcher(action);
    if (files.matches()) {
      return config(folder.resolve(files.group(1)));
    }
    if (action.equals(".Release.Name")) {
      return release;
    }
    JsonNode value = values.at(action.replace(".Values.", "/").replace('.', '/'));
    if (!value.isTextual()) {
      throw new IllegalArgumentException("There is no " + action);
    }
    return value.asText();
  }

  private static String config(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      StringBuilder config = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        config.append("  %s: |\n".formatted(file.getFileName()));
        config.append(
            Files.readString(file).lines().collect(Collectors.joining("\n    ", "    ", "\n")));
      }
      return config.toString();
    } catch (IOException exception) {
      throw new IllegalStateException(exception);
    }
  }
}

package dev.waymark.documentation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link within the repository leads to a file, and to a heading where it names one. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\(([^):]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> root = Files.list(Path.of(""))) {
      return Stream.concat(root, docs)
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    for (var link : LINK.matcher(Files.readString(page)).results().toList()) {
      String[] target = link.group(1).replaceAll("\\s", "").split("#", 2);
      Path file = target[0].isEmpty() ? page : page.resolveSibling(target[0]).normalize();
      assertTrue(Files.exists(file), () -> page + " links to " + link.group(1));
      if (target.length == 2) {
        assertTrue(anchors(file).contains(target[1]), () -> page + " links to " + link.group(1));
      }
    }
  }

  // As GitHub makes them.
  private static Set<String> anchors(Path file) throws IOException {
    return HEADING
        .matcher(Files.readString(file))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}

package dev.waymark.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rows in which environment variables are documented. */
public final class SettingRows {
  private static final List<Path> PAGES =
      List.of(Path.of("docs/reference/configuration.md"), Path.of("docs/reference/hardening.md"));

  // Some rows have two variables; what has no third cell tells no default.
  private static final Pattern ROW =
      Pattern.compile("^\\| (`[A-Z][^|]*) \\|[^|\\n]*\\|(?: ([^|\\n]*) \\|)?$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]+)`");

  private SettingRows() {}

  /** Each variable's name, with what stands as its default; empty if nothing does. */
  public static Map<String, String> all() {
    Map<String, String> rows = new TreeMap<>();
    for (Path page : PAGES) {
      for (var row : ROW.matcher(read(page)).results().toList()) {
        String value = row.group(2) == null ? "" : row.group(2);
        NAME.matcher(row.group(1))
            .results()
            .forEach(
                name -> rows.merge(name.group(1), value, (one, two) -> two.isEmpty() ? one : two));
      }
    }
    return rows;
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}

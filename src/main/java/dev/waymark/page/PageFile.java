package dev.waymark.page;

import dev.waymark.answer.EntityTag;
import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A file of the page.
 *
 * @param bytes what is in it
 * @param mediaType what it is
 * @param tag changes with what is in it
 */
record PageFile(byte[] bytes, String mediaType, String tag) {
  /** The page itself. */
  static final String PAGE = "index.html";

  /** Preact, its hooks and htm, under a name that no version is part of. */
  static final String LIBRARY = "preact.js";

  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*\\.(js|css|svg|html)");
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "js", "text/javascript;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "svg", "image/svg+xml",
          "html", "text/html;charset=UTF-8");

  private static final Map<String, PageFile> KNOWN = new ConcurrentHashMap<>();

  /** The file of this name; empty if there is none. */
  static Optional<PageFile> of(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
      // A developer who changes one wants to see it.
      return read(name);
    }
    Optional<PageFile> known = Optional.ofNullable(KNOWN.get(name));
    return known.isPresent()
        ? known
        : read(name)
            .map(
                file -> {
                  KNOWN.put(name, file);
                  return file;
                });
  }

  private static Optional<PageFile> read(String name) {
    try (InputStream stream =
        PageFile.class.getResourceAsStream(name.equals(LIBRARY) ? library() : name)) {
      if (stream == null) {
        return Optional.empty();
      }
      byte[] bytes = stream.readAllBytes();
      String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      return Optional.of(new PageFile(bytes, mediaType, EntityTag.of(bytes)));
    } catch (IOException exception) {
      throw new UncheckedIOException("The page's files are part of Waymark", exception);
    }
  }

  /** Where the library lies in its own jar, which says itself of which version it is. */
  private static String library() throws IOException {
    Properties about = new Properties();
    try (InputStream stream =
        PageFile.class.getResourceAsStream("/META-INF/maven/org.mvnpm/htm/pom.properties")) {
      about.load(stream);
    }
    return "/META-INF/resources/_static/htm/%s/preact/standalone.module.js"
        .formatted(about.getProperty("version"));
  }

  /** As text, for a writer that is compressed as all other text is. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

package dev.waymark.verification.expectation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;

/**
 * A file that a setting names.
 *
 * @param location a path, or {@code classpath:} and the path of a packaged file
 */
record ConfiguredFile(String location) {
  private static final String CLASSPATH = "classpath:";

  InputStream open() throws IOException {
    if (!location.startsWith(CLASSPATH)) {
      return Files.newInputStream(Path.of(location));
    }
    InputStream stream =
        Thread.currentThread()
            .getContextClassLoader()
            .getResourceAsStream(location.substring(CLASSPATH.length()));
    if (stream == null) {
      throw new NoSuchFileException(location);
    }
    return stream;
  }

  /** Equal as long as the file is the same; costs no reading. A packaged file never changes. */
  List<Object> stamp() throws IOException {
    if (location.startsWith(CLASSPATH)) {
      return List.of();
    }
    var attributes = Files.readAttributes(Path.of(location), BasicFileAttributes.class);
    // The key tells apart the targets of the link that Kubernetes swaps when a ConfigMap changes.
    return Arrays.asList(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
  }
}

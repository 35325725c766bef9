package dev.waymark.verification.expectation;

import dev.waymark.files.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

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

  /** What the file is now, without reading it; empty for a packaged one, which never changes. */
  Optional<FileStamp> stamp() throws IOException {
    return location.startsWith(CLASSPATH)
        ? Optional.empty()
        : Optional.of(FileStamp.of(Path.of(location)));
  }
}

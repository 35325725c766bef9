package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part of a file that a page shows. */
final class Extract {
  private Extract() {}

  /** Fails unless a file of the folder has these very lines, whatever their common indentation. */
  static void isIn(Path folder, Example example) throws IOException {
    String shown = withoutIndentation(example.text());
    try (Stream<Path> files = Files.walk(folder)) {
      assertTrue(
          files.filter(Files::isRegularFile).anyMatch(file -> read(file).contains(shown)),
          () -> example.name() + " is in no file of " + folder + "\n" + example.text());
    }
  }

  private static String read(Path file) {
    try {
      return withoutIndentation(Files.readString(file));
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static String withoutIndentation(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}

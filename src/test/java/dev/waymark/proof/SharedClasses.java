package dev.waymark.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a JVM loads until the packaged service answers, written down once for all processes that a
 * test's JVM starts: a start takes 1.9 s of processor with it, and 2.5 without.
 */
final class SharedClasses {
  private static final Path FILE = written();

  private SharedClasses() {}

  /** The option of a JVM that begins with them. */
  static String option() {
    return "-XX:SharedArchiveFile=" + FILE;
  }

  private static Path written() {
    Path file = OwnProcess.file("classes", "jsa").toAbsolutePath();
    file.toFile().deleteOnExit();
    try (Replica service =
        Replica.launch(
                Program.writingClasses(file),
                Database.create().url(),
                Files.createTempDirectory("migrations"),
                Map.of())
            .untilItAnswers()) {
      service.process().terminate();
      service.process().end();
    } catch (Exception exception) {
      throw new IllegalStateException(exception);
    }
    return file;
  }
}

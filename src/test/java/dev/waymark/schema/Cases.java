package dev.waymark.schema;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real schemas, kept outside the project; {@code -Dtest.cases=…} says where. A test that needs one
 * is skipped, saying so, where it is absent.
 */
public final class Cases {
  private static final Path FOLDER = Path.of(System.getProperty("test.cases", "../shared/cases"));
  private static final Path BESIDE_A_WORKTREE = Path.of("../../shared/cases");

  private Cases() {}

  public static String pagila() throws IOException {
    return read("pagila/pagila-schema.sql");
  }

  /** Without psql's own commands, and without the only rows: their foreign key needs the others. */
  public static String adventureWorks() throws IOException {
    return read("adventureworks/install.sql")
        .replaceAll("(?m)^\\s*\\\\.*$", "")
        // The driver speaks UTF-8 only.
        .replaceAll("(?im)^SET client_encoding.*$", "")
        .replaceAll("(?s)INSERT INTO Production\\.ProductReview.*?'\\);", "");
  }

  /** A folder of a case, where it is. */
  public static Path folder(String name) {
    return present(name);
  }

  private static String read(String name) throws IOException {
    return Files.readString(present(name));
  }

  private static Path present(String name) {
    Path folder = Files.isDirectory(FOLDER) ? FOLDER : BESIDE_A_WORKTREE;
    Path file = folder.resolve(name);
    assumeTrue(Files.exists(file), () -> "the case " + file + " is absent");
    return file;
  }
}

package dev.waymark.schema;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

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

  /**
   * All scripts of a folder in the order of their numbers; as one, so that nothing is concurrent.
   */
  public static String scripts(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder(name))) {
      var script = new StringBuilder();
      for (Path file :
          files
              .filter(it -> it.toString().endsWith(".sql"))
              .sorted(Comparator.comparingDouble(Cases::number))
              .toList()) {
        script.append(Files.readString(file)).append("\n;\n");
      }
      return script
          .toString()
          .replaceAll("(?i) CONCURRENTLY", "")
          // One project adds a column twice.
          .replaceAll("ADD COLUMN (?!IF)", "ADD COLUMN IF NOT EXISTS ");
    }
  }

  /** {@code V10.1__notify.sql}, {@code 0158_amused_synch.sql}, {@code 05_add/migration.sql}. */
  private static double number(Path file) {
    String name = file.getFileName().toString();
    String numbered =
        name.equals("migration.sql") ? file.getParent().getFileName().toString() : name;
    return Double.parseDouble(numbered.replaceFirst("^\\D*(\\d+(\\.\\d+)?).*$", "$1"));
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

package dev.waymark.schema.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.schema.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The pg_dump of the machine, or the one that {@code -Dtest.pg_dump=…} names. The embedded
 * PostgreSQL comes without one.
 */
public final class PgDump {
  private static final String PROGRAM = System.getProperty("test.pg_dump", "pg_dump");

  private static final int VERSION = majorVersion();

  /**
   * What differs between two dumps of the same schema: comments tell versions, and the key of
   * {@code \restrict} is random.
   */
  private static final Pattern NOT_SCHEMA = Pattern.compile("(?m)^(--|\\\\(un)?restrict ).*\\n");

  /** What no dump shows, as kind and attribute, with the reason. */
  private static final Map<String, String> NOT_SHOWN =
      Map.of(
          "constraint triggersEnabled",
              "the triggers are internal, and a dump writes none of those",
          "language trusted",
              "of a language whose handler is PostgreSQL's own only the name is written",
          "language inlineHandler", "the same",
          "extension version", "the dump installs whatever version the other server has",
          "materialized view populated", "WITH NO DATA is always written; REFRESH is data");

  private PgDump() {}

  /** Skips the test, saying why, unless there is a pg_dump that reads a server of this version. */
  static void assumeReads(int major) {
    assumeTrue(VERSION > 0, "there is no pg_dump on this machine");
    assumeTrue(reads(major), "pg_dump " + VERSION + " refuses to read PostgreSQL " + major);
  }

  /** Whether there is a pg_dump, and it is no older than a server of this version. */
  public static boolean reads(int major) {
    return VERSION >= major;
  }

  /** Whether a dump must differ where the comparison does. */
  static boolean shows(Comparison comparison) {
    return comparison.deviations().stream().anyMatch(PgDump::shows);
  }

  private static boolean shows(ObjectComparison object) {
    if (object.differences().isEmpty()) {
      // A dump leaves invalid indexes out, so it misses none.
      return object.id().kind() != Kind.INDEX
          || object.object().node().path("valid").asBoolean(true);
    }
    return object.differences().stream()
        .map(difference -> object.id().kind().code() + " " + difference.attribute())
        .anyMatch(attribute -> !NOT_SHOWN.containsKey(attribute));
  }

  /** Everything that a dump says of the database but its rows; owners and privileges with it. */
  public static String schemaOf(String database) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("pg_dump", ".err");
    try {
      Process process =
          new ProcessBuilder(
                  PROGRAM, "--schema-only", "--no-password", "--dbname", TestPostgres.url(database))
              .redirectError(errors.toFile())
              .start();
      String dump = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), () -> read(errors));
      return NOT_SCHEMA.matcher(dump).replaceAll("");
    } finally {
      Files.delete(errors);
    }
  }

  /** 0 if there is none. */
  private static int majorVersion() {
    try {
      Process process = new ProcessBuilder(PROGRAM, "--version").start();
      String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      // pg_dump (PostgreSQL) 15.20 (Debian …)
      return Integer.parseInt(line.replaceFirst("(?s)^\\D*(\\d+).*", "$1"));
    } catch (IOException absent) {
      return 0;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException exception) {
      return exception.getMessage();
    }
  }
}

package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a process runs, as the beginning of its command line. */
final class Program {
  // Whole, for a JVM takes shared classes of the very same path only.
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

  /** A native executable to prove instead of the jar; the Maven profile "native" names it. */
  private static final String EXECUTABLE_PROPERTY = "test.executable";

  private Program() {}

  /** Waymark as it was packaged: the jar, or the native executable where that is built. */
  static List<String> waymark(String... arguments) {
    String executable = System.getProperty(EXECUTABLE_PROPERTY, "");
    if (executable.isEmpty()) {
      return with(jar(), arguments);
    }
    assertTrue(
        Files.isExecutable(Path.of(executable)),
        executable + " is made by ./mvnw package -DskipTests -Dnative");
    return with(List.of(executable), arguments);
  }

  /** A server whose heap takes so much at most. */
  static List<String> waymarkWithHeap(int megabytes) {
    String heap = "-Xmx" + megabytes + "m";
    return isExecutable() ? waymark(heap) : jar(heap);
  }

  /** Waymark in a Java, or as an executable, that is given options such as {@code -Dname=value}. */
  static List<String> waymarkWith(List<String> options, String... arguments) {
    String[] first = options.toArray(String[]::new);
    return with(isExecutable() ? waymark(first) : jar(first), arguments);
  }

  /** The jar in a JVM that writes down which classes it has loaded when it ends. */
  static List<String> writingClasses(Path file) {
    return java("-XX:ArchiveClassesAtExit=" + file, "-jar", JAR.toString());
  }

  private static List<String> jar(String... options) {
    // Before the classes, which are asked for once: each test says what is missing.
    assertTrue(Files.exists(JAR), JAR + " is made by ./mvnw package -DskipTests");
    List<String> first = with(java(SharedClasses.option()), options);
    return with(first, "-jar", JAR.toString());
  }

  /** Whether it is the native executable. */
  static boolean isExecutable() {
    return !System.getProperty(EXECUTABLE_PROPERTY, "").isEmpty();
  }

  /** A JVM like that of the tests. */
  static List<String> java(String... arguments) {
    String java = ProcessHandle.current().info().command().orElse("java");
    // It lives for seconds: compiling well would take longer than running.
    return with(
        List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"), arguments);
  }

  private static List<String> with(List<String> beginning, String... arguments) {
    List<String> command = new ArrayList<>(beginning);
    command.addAll(List.of(arguments));
    return List.copyOf(command);
  }
}

package dev.waymark.proof;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who follows a page: with a clone's folders, an address that leads to a database, and a
 * service that the page takes for started. Where a page writes {@code localhost:8080}, {@code
 * localhost:9000} and {@code localhost:5432}, these are meant.
 */
final class Reader implements AutoCloseable {
  private static final String SERVER = "postgresql://shop:shop@localhost:5432/";
  private static final Path SCRIPTS = Path.of("docker/kubernetes/examples/migrations");
  private static final Path TOKENS = Path.of("docker/compose/tokens");
  private static final String TOKEN = "waymark-local";

  /** The pages about the packaged example, which is what development mode begins with. */
  private static final List<String> PACKAGED = List.of("README.md");

  /** The pages whose reader writes the scripts. */
  private static final List<String> EMPTY_HANDED = List.of("first-ten-minutes.md");

  /** The pages for which callers are not asked who they are, as in development mode. */
  private static final List<String> OPEN = List.of("README.md", "runs.md", "scripts.md");

  private final Database database;
  private final Path scripts;
  private final Replica service;
  private final Shell shell;

  private Reader(Database database, Path scripts, Replica service, Shell shell) {
    this.database = database;
    this.scripts = scripts;
    this.service = service;
    this.shell = shell;
  }

  static Reader of(Path page, Path folder) throws Exception {
    String name = page.getFileName().toString();
    Path scripts = Files.createDirectory(folder.resolve("migrations"));
    if (!EMPTY_HANDED.contains(name)) {
      copyScripts(scripts);
    }
    copy(Path.of("docker"), folder.resolve("docker"));
    Files.copy(Shell.STAND_INS.resolve("mvnw"), folder.resolve("mvnw"), COPY_ATTRIBUTES);
    Database database = Database.create();
    Shell shell = new Shell(folder, environment(database, scripts));
    Replica service = Replica.start(database.url(), scripts, settings(name));
    return new Reader(database, scripts, service, shell);
  }

  private static void copyScripts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".sql")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static Map<String, String> settings(String page) {
    Map<String, String> settings = new HashMap<>();
    if (PACKAGED.contains(page)) {
      settings.put("WAYMARK_MIGRATIONS", "classpath:members");
      settings.put("WAYMARK_CONTRACT", "classpath:members/contract.yaml");
    }
    if (OPEN.contains(page)) {
      settings.put("WAYMARK_ACCESS", "open");
    } else {
      settings.put("WAYMARK_TOKENS_DIR", TOKENS.toAbsolutePath().toString());
    }
    return settings;
  }

  private static Map<String, String> environment(Database database, Path scripts) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PGHOST", "127.0.0.1");
    environment.put("PGPORT", String.valueOf(database.port()));
    environment.put("PGDATABASE", database.name());
    environment.put("PGUSER", "postgres");
    environment.put("DATABASE_URL", database.url());
    environment.put("WAYMARK_MIGRATIONS", scripts.toString());
    environment.put("PROGRAM_OF_WAYMARK", programOfWaymark());
    return environment;
  }

  /** What the stand-in for the command on the path starts, in whatever folder. */
  static String programOfWaymark() {
    return Program.waymark().stream()
        .map(word -> Files.exists(Path.of(word)) ? absolute(word) : word)
        .collect(Collectors.joining(" "));
  }

  private static String absolute(String file) {
    return Path.of(file).toAbsolutePath().toString();
  }

  /** Types it into the shell; what is printed names the database and the folder as pages do. */
  Shell.Result type(String command) throws Exception {
    Shell.Result result = run(command);
    String output =
        result.output().replace(database.name(), "shop").replace(scripts.toString(), "/migrations");
    return new Shell.Result(result.code(), output);
  }

  private Shell.Result run(String command) throws Exception {
    return shell.run(
        command
            .replaceAll(SERVER + "shop\\b", database.url())
            .replace(SERVER, database.url().replaceFirst("[^/]+$", ""))
            .replace("http://localhost:8080", service.url())
            .replace("http://localhost:9000", service.managementUrl()));
  }

  /** Makes it the newest script, and has it applied after all the others. */
  void migrate(Example example) throws Exception {
    Files.writeString(
        scripts.resolve("V1%04d__example.sql".formatted(example.line())), example.text());
    Answer answer = service.post("Authorization", "Bearer " + TOKEN);
    assertEquals(200, answer.status(), () -> example.name() + ": " + answer);
  }

  @Override
  public void close() {
    service.close();
  }
}

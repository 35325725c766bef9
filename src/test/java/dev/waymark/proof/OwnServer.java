package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL of a test's own, that can crash and come back. */
final class OwnServer implements AutoCloseable {
  private final Path data;
  private final EmbeddedPostgres server;
  private final String postgres;
  private final String options;

  private OwnServer(Path data, EmbeddedPostgres server) throws IOException {
    this.data = data;
    this.server = server;
    // How it was started: the program, "-D", the folder, and all the options.
    String started = Files.readString(data.resolve("postmaster.opts")).strip();
    String folder = "\"-D\" \"" + data + "\"";
    this.postgres = started.substring(0, started.indexOf(' '));
    this.options = started.substring(started.indexOf(folder) + folder.length());
  }

  static OwnServer start() throws IOException {
    return start(Files.createTempDirectory("own-server"), Map.of());
  }

  /**
   * Starts a server.
   *
   * @param folder where its files are
   * @param settings what its configuration says beside what tests need
   */
  static OwnServer start(Path folder, Map<String, String> settings) throws IOException {
    Path data = folder.resolve("data");
    // A crash must not lose what was committed, or the test would test that.
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setServerConfig("synchronous_commit", "on");
    settings.forEach(builder::setServerConfig);
    return new OwnServer(data, builder.start());
  }

  Database database() {
    return new Database(server.getPort(), "postgres");
  }

  /** Ends all processes at once and writes nothing: the next start begins with recovery. */
  void crash() throws Exception {
    control("stop", "-m", "immediate", "-w");
  }

  /** Waits while it recovers by itself, and starts it if it has given up. */
  void untilUp() throws Exception {
    Until.holds(
        () -> {
          if (!isUp() && !Files.exists(data.resolve("postmaster.pid"))) {
            startAgain();
          }
          return isUp();
        },
        () -> "it does not come back: " + read(data.resolve("../log")));
  }

  private boolean isUp() {
    try (Connection connection = database().connect()) {
      return connection.isValid(1);
    } catch (SQLException exception) {
      return false;
    }
  }

  void startAgain() throws Exception {
    control("start", "-o", options, "-l", data.resolve("../log").toString(), "-w");
  }

  private void control(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(new File(postgres).getParent() + "/pg_ctl", "-D", data.toString()));
    command.addAll(List.of(arguments));
    Path output = data.resolve("../control");
    Process control =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(0, control.waitFor(), () -> command + ": " + read(output));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException exception) {
      return exception.getMessage();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

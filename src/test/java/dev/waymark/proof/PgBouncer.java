package dev.waymark.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's PgBouncer in transaction mode, in front of the test server. */
final class PgBouncer implements AutoCloseable {
  private static final Path PROGRAM =
      Path.of(System.getProperty("test.pgbouncer", "/usr/sbin/pgbouncer"));

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one that answers; skips the test, saying so, where there is none.
   *
   * @param ignored the parameters of clients that it takes and does not pass on
   */
  static PgBouncer start(Database database, String ignored) throws Exception {
    return start(database, ignored, "transaction", 200);
  }

  /** The same in another mode, for so many clients at most. */
  static PgBouncer start(Database database, String ignored, String mode, int clients)
      throws Exception {
    assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is absent; Debian's package is pgbouncer");
    int port = unusedPort();
    Path folder = Files.createTempDirectory("pgbouncer");
    Path users = Files.writeString(folder.resolve("users"), "\"postgres\" \"postgres\"\n");
    Path settings =
        Files.writeString(
            folder.resolve("pgbouncer.ini"),
            """
            [databases]
            * = host=127.0.0.1 port=%d
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = trust
            auth_file = %s
            pool_mode = %s
            default_pool_size = 5
            max_client_conn = %d
            ignore_startup_parameters = %s
            """
                .formatted(database.port(), port, users, mode, clients, ignored));
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // It refuses to run as root.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(PROGRAM.toString(), settings.toString()));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Until.holds(
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(log));
          }
          return answers(port);
        },
        () -> "PgBouncer did not start");
    return new PgBouncer(process, port);
  }

  /** The address of the database through it. */
  String url(Database database) {
    return "postgresql://postgres:postgres@127.0.0.1:%d/%s".formatted(port, database.name());
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException exception) {
      return false;
    }
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

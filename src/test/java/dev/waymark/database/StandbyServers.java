package dev.waymark.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A primary, and a standby that receives what it does and replays none of it: as far behind as a
 * standby can be, whenever somebody looks.
 */
public final class StandbyServers implements AutoCloseable {
  private final EmbeddedPostgres primary;
  private final EmbeddedPostgres standby;

  private StandbyServers(EmbeddedPostgres primary, EmbeddedPostgres standby) {
    this.primary = primary;
    this.standby = standby;
  }

  /** Starts both in folders of their own under the given one. */
  public static StandbyServers start(Path folder) throws IOException {
    Path data = folder.resolve("primary");
    Path copy = folder.resolve("standby");
    builder(data).start().close();
    copy(data, copy);
    EmbeddedPostgres primary = builder(data).start();
    Files.createFile(copy.resolve("standby.signal"));
    Files.writeString(
        copy.resolve("postgresql.conf"),
        """
        primary_conninfo = 'host=127.0.0.1 user=postgres port=%d'
        recovery_min_apply_delay = 24h
        """
            .formatted(primary.getPort()),
        StandardOpenOption.APPEND);
    EmbeddedPostgres standby = builder(copy).start();
    return new StandbyServers(primary, standby);
  }

  /** The address of the primary. */
  public ConnectionUrl primary() {
    return url(primary);
  }

  /** The address of the standby. */
  public ConnectionUrl standby() {
    return url(standby);
  }

  @Override
  public void close() throws IOException {
    standby.close();
    primary.close();
  }

  private static EmbeddedPostgres.Builder builder(Path data) {
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("max_wal_senders", "4")
            .setServerConfig("wal_level", "replica");
    String major = System.getProperty("test.postgres");
    if (major != null) {
      builder.setPgBinaryResolver(new PostgresBinaries(major));
    }
    return builder;
  }

  private static ConnectionUrl url(EmbeddedPostgres server) {
    return ConnectionUrl.parse(
        "postgresql://postgres:postgres@127.0.0.1:%d/postgres".formatted(server.getPort()));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file));
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}

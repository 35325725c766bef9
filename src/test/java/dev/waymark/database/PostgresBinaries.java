package dev.waymark.database;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The binaries of one version of PostgreSQL, from the archive that the build put into {@code
 * target/postgres/<major>/}. They are not on the class path: that has room for one version.
 *
 * @param major which version, such as {@code 14}
 */
record PostgresBinaries(String major) implements PgBinaryResolver {

  @Override
  public InputStream getPgBinary(String system, String machine) throws IOException {
    try (var archive = new ZipInputStream(Files.newInputStream(archive()))) {
      for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          return new ByteArrayInputStream(archive.readAllBytes());
        }
      }
    }
    throw new FileNotFoundException("There are no binaries in " + archive());
  }

  private Path archive() throws IOException {
    Path folder = Path.of("target/postgres", major);
    if (Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, "*.jar")) {
        for (Path file : files) {
          return file;
        }
      }
    }
    throw new FileNotFoundException(
        "There is no archive of PostgreSQL "
            + major
            + " in "
            + folder.toAbsolutePath()
            + ". On Linux on amd64 ./mvnw test puts the oldest there, and with -Pmatrix those between"
            + " it and the newest; the newest is on the class path and needs no version named.");
  }
}

package dev.waymark.migration;

import java.nio.file.Path;

/** Where migrations come from, as {@code WAYMARK_MIGRATIONS} names it at run time. */
public sealed interface MigrationSource {

  /** A folder of the file system, read with its subfolders. */
  record Folder(Path path) implements MigrationSource {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** A folder that was packaged with Waymark, so that it is found in a native executable too. */
  record Packaged(String path) implements MigrationSource {
    @Override
    public String toString() {
      return CLASSPATH + path;
    }
  }

  /** What a packaged location starts with, as in Flyway's own locations. */
  String CLASSPATH = "classpath:";

  /** What a folder may start with, as in Flyway's own locations. */
  String FILESYSTEM = "filesystem:";

  /**
   * Reads a location: {@code classpath:members}, {@code filesystem:/migrations} or a plain path.
   *
   * @throws IllegalArgumentException if the location is blank
   */
  static MigrationSource parse(String location) {
    String trimmed = location.strip();
    if (trimmed.startsWith(CLASSPATH)) {
      String path = trimmed.substring(CLASSPATH.length()).replaceAll("^/+|/+$", "");
      return new Packaged(requireText(path));
    }
    if (trimmed.startsWith(FILESYSTEM)) {
      trimmed = trimmed.substring(FILESYSTEM.length());
    }
    return new Folder(Path.of(requireText(trimmed)).normalize());
  }

  private static String requireText(String path) {
    if (path.isBlank()) {
      throw new IllegalArgumentException(
          "The location of the migrations is empty. Name a folder, or classpath:members.");
    }
    return path;
  }
}

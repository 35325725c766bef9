package dev.waymark.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the file system says about a file, which distinguishes a changed one from an unchanged one
 * without reading it; links are followed, so a link that leads elsewhere has another stamp.
 *
 * @param directory whether it is a folder
 * @param regular whether it is a file that can be read
 * @param key the file's identity; null where the file system keeps none
 * @param size its size in bytes
 * @param modified when its content was last written, or is said to have been
 * @param changed when anything about it changed, which no tool sets back; null where unknown
 */
public record FileStamp(
    boolean directory,
    boolean regular,
    Object key,
    long size,
    FileTime modified,
    FileTime changed) {

  /**
   * How old a change must be before its time is trusted: file systems count time in ticks of up to
   * two seconds, and a second change within the same tick leaves the same time.
   */
  public static final Duration SETTLED = Duration.ofSeconds(2);

  private static final String BASIC = "isDirectory,isRegularFile,fileKey,size,lastModifiedTime";

  /**
   * What no change leaves as it was, once the last one is settled: a question costs half. The size
   * is for file systems that give the time of the content as that of the change.
   */
  private static final String SETTLED_SIGNS = "unix:ctime,fileKey,size";

  /** What two changes within one tick of the file system's clock leave different, besides. */
  private static final String SIGNS = SETTLED_SIGNS + ",lastModifiedTime";

  /**
   * What the file is now.
   *
   * @throws IOException if nothing is there, or it cannot be looked at
   */
  public static FileStamp of(Path file) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(file, isUnix(file) ? "unix:ctime," + BASIC : BASIC);
    return new FileStamp(
        (boolean) attributes.get("isDirectory"),
        (boolean) attributes.get("isRegularFile"),
        attributes.get("fileKey"),
        (long) attributes.get("size"),
        (FileTime) attributes.get("lastModifiedTime"),
        (FileTime) attributes.get("ctime"));
  }

  /**
   * Whether the stamp would be the same now, without taking all of it: whatever turns a file into
   * something else, or another one into it, moves the time of its change or is another file.
   *
   * @param taken when the stamp was taken, or before
   * @throws IOException as {@link #of}
   */
  public boolean isStillOf(Path file, Instant taken) throws IOException {
    if (changed == null || key == null || !isUnix(file)) {
      return of(file).equals(this);
    }
    boolean settled = isSettledAt(changed, taken);
    Map<String, Object> now = Files.readAttributes(file, settled ? SETTLED_SIGNS : SIGNS);
    return changed.equals(now.get("ctime"))
        && key.equals(now.get("fileKey"))
        && size == (long) now.get("size")
        && (settled || modified.equals(now.get("lastModifiedTime")));
  }

  private static boolean isUnix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /** Whether a change after this moment would show. */
  public boolean isSettledAt(Instant moment) {
    return isSettledAt(modified, moment);
  }

  private static boolean isSettledAt(FileTime change, Instant moment) {
    return change.toInstant().plus(SETTLED).isBefore(moment);
  }
}

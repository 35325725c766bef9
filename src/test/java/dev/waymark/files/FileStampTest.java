package dev.waymark.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever changes a file shows, also in what is asked of one that was looked at before. */
class FileStampTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path folder;
  private Path file;
  private FileStamp before;

  @BeforeEach
  void look() throws IOException {
    file = Files.writeString(folder.resolve("V1__a.sql"), "SELECT 1;");
    Files.setLastModifiedTime(file, LONG_AGO);
    before = FileStamp.of(file);
  }

  @Test
  void isStillThatOfAFileThatIsNotTouched() throws IOException {
    Files.readString(file);

    assertTrue(before.isStillOf(file, Instant.now()));
    assertEquals(before, FileStamp.of(file));
    assertTrue(FileStamp.of(folder).isStillOf(folder, Instant.now()));
  }

  /** As long as before, and with its time set back, as cp -p and rsync do. */
  @Test
  void isNotThatOfOtherContentUnderTheSameTime() throws IOException {
    waitForTheFileSystemsClock();
    Files.writeString(file, "SELECT 2;");
    Files.setLastModifiedTime(file, LONG_AGO);

    assertEquals(before.size(), FileStamp.of(file).size());
    assertEquals(before.modified(), FileStamp.of(file).modified());
    assertFalse(before.isStillOf(file, Instant.now()));
  }

  @Test
  void isNotThatOfAnotherSizeWithinTheSameTick() throws IOException {
    Files.writeString(file, "SELECT 10;");

    assertFalse(before.isStillOf(file, Instant.now()));
  }

  @Test
  void isNotThatOfAnotherFileInItsPlace() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "SELECT 1;");
    Files.setLastModifiedTime(other, LONG_AGO);
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);

    assertFalse(before.isStillOf(file, Instant.now()));
  }

  /** As Kubernetes renews a ConfigMap: links into ..data, which becomes another link. */
  @Test
  void isNotThatOfWhatALinkOnTheWayLeadsToNow() throws IOException {
    for (String version : new String[] {"..1", "..2"}) {
      Path script = Files.createDirectory(folder.resolve(version)).resolve("V2__b.sql");
      Files.writeString(script, "SELECT 1;");
      Files.setLastModifiedTime(script, LONG_AGO);
    }
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    Path link = Files.createSymbolicLink(folder.resolve("V2__b.sql"), Path.of("..data/V2__b.sql"));
    FileStamp linked = FileStamp.of(link);
    assertTrue(linked.isStillOf(link, Instant.now()));

    Files.createSymbolicLink(folder.resolve("..next"), Path.of("..2"));
    Files.move(folder.resolve("..next"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

    assertFalse(linked.isStillOf(link, Instant.now()));
  }

  @Test
  void isNotThatOfAFolderWithAnotherName() throws IOException {
    FileStamp empty = FileStamp.of(folder);
    waitForTheFileSystemsClock();
    Files.createDirectory(folder.resolve("more"));

    assertFalse(empty.isStillOf(folder, Instant.now()));
  }

  /** Of one whose last change is long over, the time of a change says all. */
  @Test
  void isNotThatOfASettledFileThatWasChanged() throws IOException {
    Instant longAfter = Instant.now().plusSeconds(60);
    assertTrue(before.isStillOf(file, longAfter));

    waitForTheFileSystemsClock();
    Files.writeString(file, "SELECT 2;");
    Files.setLastModifiedTime(file, LONG_AGO);
    assertFalse(before.isStillOf(file, longAfter));
  }

  @Test
  void saysWhenNothingIsThere() throws IOException {
    Files.delete(file);

    assertThrows(NoSuchFileException.class, () -> before.isStillOf(file, Instant.now()));
  }

  /** Until another change would get another time: its ticks are longer than a test is. */
  private void waitForTheFileSystemsClock() throws IOException {
    Path clock = folder.resolve("clock");
    FileTime now = FileStamp.of(Files.writeString(clock, "")).changed();
    do {
      Files.setLastModifiedTime(clock, LONG_AGO);
    } while (FileStamp.of(clock).changed().equals(now));
  }
}

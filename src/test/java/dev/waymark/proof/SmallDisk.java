package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of a test's own, that can be full and grow: a file system in memory. */
final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where this user may not mount. */
  static SmallDisk ofMegabytes(int size) throws Exception {
    Path folder = Files.createTempDirectory("small-disk");
    int mounted =
        run("mount", "-t", "tmpfs", "-o", "size=%dm,mode=777".formatted(size), "tmpfs", folder);
    assumeTrue(mounted == 0, "this user may not mount a file system");
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  int usedMegabytes() throws IOException {
    var store = Files.getFileStore(folder);
    return (int) ((store.getTotalSpace() - store.getUnallocatedSpace()) >> 20);
  }

  void resizeToMegabytes(int size) throws Exception {
    assertEquals(0, run("mount", "-o", "remount,size=%dm".formatted(size), folder));
  }

  @Override
  public void close() throws Exception {
    assertEquals(0, run("umount", "--lazy", folder));
    Files.delete(folder);
  }

  private static int run(Object... command) throws Exception {
    List<String> words = List.of(command).stream().map(Object::toString).toList();
    return new ProcessBuilder(words).inheritIO().start().waitFor();
  }
}

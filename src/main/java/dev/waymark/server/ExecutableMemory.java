package dev.waymark.server;

import dev.waymark.database.OwnThread;
import dev.waymark.settings.WaymarkConfiguration;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.word.Pointer;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;
import org.jboss.logging.Logger;

/**
 * Lets go of what only the start of a native executable needed: code and constants that were mapped
 * from its file, and that an idle server never looks at again. What is needed after all is mapped
 * again, from the kernel's cache of the file. docs/decisions/0014 has its numbers, and {@code
 * WAYMARK_RELEASE_START_MEMORY=false} leaves it out.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/madvise.2.html">madvise</a>
 */
final class ExecutableMemory {
  private static final Logger LOG = Logger.getLogger(ExecutableMemory.class);

  /** By then the database was looked at once, which a server goes on doing. */
  private static final int AFTER_START_MS = 500;

  /** The value of the kernel for all architectures. */
  private static final int MADV_DONTNEED = 4;

  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final Path EXECUTABLE = Path.of("/proc/self/exe");
  private static final Pattern MAPPING =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) \\S+ \\S+ \\d+ +(/.*)");

  /** What was written to a mapping is a copy that is in no file. */
  private static final Pattern UNWRITTEN = Pattern.compile("Anonymous: +0 kB");

  /** A part of the executable's file that is in memory and can only be read. */
  private record Mapping(long from, long to) {}

  void afterStart(@Observes StartupEvent event, Vertx vertx, WaymarkConfiguration configuration) {
    if (configuration.releaseStartMemory()
        && ImageMode.current() == ImageMode.NATIVE_RUN
        && Files.isReadable(MAPPINGS)) {
      OwnThread thread = new OwnThread("executable-memory");
      vertx.setTimer(AFTER_START_MS, timer -> thread.execute(ExecutableMemory::letGo));
    }
  }

  private static void letGo() {
    try {
      for (Mapping mapping : unwritten(EXECUTABLE.toRealPath().toString())) {
        Kernel.madvise(
            WordFactory.pointer(mapping.from()),
            WordFactory.unsigned(mapping.to() - mapping.from()),
            MADV_DONTNEED);
      }
    } catch (IOException exception) {
      // It stays in memory, which is how it is with every other program.
      LOG.debug("What is in memory of the executable cannot be read.", exception);
    }
  }

  /** What the linker has written to and then protected would be lost. */
  private static List<Mapping> unwritten(String executable) throws IOException {
    List<Mapping> found = new ArrayList<>();
    Mapping mapping = null;
    for (String line : Files.readAllLines(MAPPINGS)) {
      Matcher start = MAPPING.matcher(line);
      if (start.matches()) {
        boolean readOnly = !start.group(3).contains("w") && start.group(4).equals(executable);
        mapping = readOnly ? new Mapping(address(start.group(1)), address(start.group(2))) : null;
      } else if (mapping != null && UNWRITTEN.matcher(line).matches()) {
        found.add(mapping);
      }
    }
    return found;
  }

  private static long address(String hexadecimal) {
    return Long.parseUnsignedLong(hexadecimal, 16);
  }

  /** Apart, for only an executable has the types in its signature: ArC reads the outer class's. */
  private static final class Kernel {
    // It does not wait for anything, so the collector may wait for it.
    @CFunction(transition = Transition.NO_TRANSITION)
    static native int madvise(Pointer address, UnsignedWord length, int advice);
  }
}

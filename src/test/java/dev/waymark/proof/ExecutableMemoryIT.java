package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a native executable keeps in memory when its start is over. */
@Timeout(60)
class ExecutableMemoryIT {
  private static final int LET_GO_KB = 15_000;

  @TempDir Path folder;

  @Test
  void whatOnlyTheStartNeededIsLetGo() throws Exception {
    assumeTrue(Program.isExecutable(), "a JVM's memory is its own affair");
    Files.writeString(folder.resolve("V1__a.sql"), "CREATE TABLE a ();");
    Database database = Database.create();

    try (Replica replica = Replica.start(database.url(), folder, Map.of())) {
      Path status = Path.of("/proc/" + replica.process().id() + "/status");
      Until.holds(
          () -> kilobytes(status, "VmHWM") - kilobytes(status, "VmRSS") > LET_GO_KB,
          () -> "It keeps what it has: " + status);
      Answer run = replica.post();
      Answer report = replica.get("/schema/verification?gate=true");

      assertEquals("succeeded", run.text("/outcome"), run::toString);
      assertEquals(200, report.status(), report::toString);
    }
  }

  private static int kilobytes(Path status, String what) throws Exception {
    Matcher line = Pattern.compile(what + ":\\s+(\\d+) kB").matcher(Files.readString(status));
    return line.find() ? Integer.parseInt(line.group(1)) : 0;
  }
}

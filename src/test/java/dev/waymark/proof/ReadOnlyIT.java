package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As an image runs: a user whom the system does not know, and nothing that can be written. */
@Timeout(120)
class ReadOnlyIT {
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  /** Ends with 77 where this user may not make all of it read-only. */
  private static final String READ_ONLY =
      """
      cut -d ' ' -f 2 /proc/self/mounts | grep -Ev '^/(proc|sys|dev)(/|$)' | while read -r mounted; do
        mount -o remount,bind,ro "$mounted" || true
      done
      touch /tmp/written target/written && exit 77
      exec "$@"
      """;

  @TempDir Path folder;

  @Test
  void nothingIsWritten() throws Exception {
    // The folder is made for this user alone; a volume is for all.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("V1__a.sql"), "CREATE TABLE a ();");
    Database database = Database.create();
    List<String> command = new ArrayList<>(List.of("unshare", ROOT ? "-m" : "-Urm"));
    command.addAll(List.of("sh", "-c", READ_ONLY, "sh"));
    if (ROOT) {
      command.addAll(List.of("setpriv", "--reuid", "1001", "--regid", "1001", "--clear-groups"));
      command.addAll(List.of("--no-new-privs", "--bounding-set", "-all"));
    }
    command.addAll(Program.waymark());

    try (Replica replica = Replica.launch(command, database.url(), folder, Map.of())) {
      mayBeReadOnly(replica);
      Answer run = replica.post();
      Answer report = replica.get("/schema/verification?gate=true");

      assertEquals("succeeded", run.text("/outcome"), run::toString);
      assertEquals(200, report.status(), report::toString);
      assertEquals(List.of("1 t"), database.history());
    }
  }

  private static void mayBeReadOnly(Replica replica) throws Exception {
    try {
      replica.untilItAnswers();
    } catch (IllegalStateException ended) {
      assumeTrue(replica.process().end() != 77, "this user may not make the mounts read-only");
      throw ended;
    }
  }
}

package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL's disk is full in the middle of a run, and is given room afterwards. */
@Timeout(180)
class FullDiskIT {
  private static final int ENOUGH_TO_START_MB = 150;
  private static final int ENOUGH_MB = 1_000;
  private static final int TOO_LITTLE_FOR_AN_INDEX_MB = 3;

  @TempDir Path folder;

  @Test
  void theNextCallGoesOnWhenThereIsRoomAgain() throws Exception {
    CountedMigrations.write(
        folder,
        List.of(
            "CREATE TABLE effect (migration text NOT NULL)",
            "CREATE TABLE big AS SELECT g, repeat(md5(g::text), 30) AS t FROM generate_series(1,"
                + " 150000) g",
            "CREATE INDEX CONCURRENTLY big_t ON big (t)"));
    try (SmallDisk disk = SmallDisk.ofMegabytes(ENOUGH_TO_START_MB);
        OwnServer server = OwnServer.start(disk.folder(), Map.of());
        Replica replica = Replica.start(server.database().url(), folder, Map.of())) {
      Database database = server.database();

      Answer full = replica.post();

      // Without room for the table it is a failure, without room for the log PostgreSQL gives up.
      assertTrue(Set.of(422, 503).contains(full.status()), full::toString);
      if (full.status() == 422) {
        assertEquals("53100", full.text("/sqlState"), full::toString);
      }
      disk.resizeToMegabytes(ENOUGH_MB);
      server.untilUp();
      assertEquals(List.of("1 t"), database.history());
      assertEquals(List.of("V1 1"), database.effects());

      Answer goneOn = replica.postingJson("{\"target\": \"2\"}").get();
      assertEquals(200, goneOn.status(), goneOn::toString);
      assertEquals(List.of("1 t", "2 t"), database.history());
      database.execute("CHECKPOINT");
      disk.resizeToMegabytes(disk.usedMegabytes() + TOO_LITTLE_FOR_AN_INDEX_MB);
      Answer index = replica.post();

      assertEquals(422, index.status(), index::toString);
      assertEquals("53100", index.text("/sqlState"), index::toString);
      disk.resizeToMegabytes(ENOUGH_MB);
      assertEquals(List.of("big_t"), database.invalidIndexes());
      assertEquals("big_t", index.text("/run/invalidIndexes/0/name"), index::toString);
      Answer next = replica.post();
      assertEquals(200, next.status(), next::toString);
      assertEquals(List.of("1 t", "2 t", "3 t"), database.history());
      assertEquals(List.of(), database.invalidIndexes());
      assertEquals(CountedMigrations.effects(folder), database.effects());
      assertEquals("verified", next.text("/verification/status"));
    }
  }
}

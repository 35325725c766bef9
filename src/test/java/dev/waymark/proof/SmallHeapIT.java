package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.schema.catalog.LargeSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A large schema in the memory of a sidecar: what docs/reference/native.md says that it takes. */
@Timeout(240)
class SmallHeapIT {
  private static final int HEAP_MEGABYTES = 64;
  private static final int TABLES = 1000;

  @TempDir Path folder;

  @Test
  void aThousandTablesAreMigratedAndReported() throws Exception {
    List<String> transactions = LargeSchema.transactions(TABLES);
    for (int script = 0; script < transactions.size(); script++) {
      Files.writeString(
          folder.resolve("V%d__tables.sql".formatted(script + 1)), transactions.get(script));
    }
    Database database = Database.create();

    try (Replica replica =
        Replica.launch(Program.waymarkWithHeap(HEAP_MEGABYTES), database.url(), folder, Map.of())
            .untilItAnswers()) {
      Answer run = replica.post();
      assertEquals("verified", run.text("/verification/status"), run::toString);

      database.execute("DROP INDEX t7_a_idx");
      for (int poll = 0; poll < 3; poll++) {
        Answer report = replica.get("/schema/verification?fresh=true");
        assertEquals("drifted", report.text("/status"), () -> replica.process().lastWords());
        assertEquals("9001", report.text("/totals/all/present"));
        assertEquals("1", report.text("/totals/all/missing"));
      }
      assertEquals(200, replica.get("/schema").status());
      assertEquals(200, replica.get("/schema?format=contract").status());
    }
  }
}

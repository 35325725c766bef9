package dev.waymark.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waymark.migration.MigrationException.SourceUnreadable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackagedScriptsTest {

  @Test
  void everyPackagedScriptIsFoundByTheNameThatFlywayRecords() throws Exception {
    List<String> found =
        PackagedScripts.under("members").files().stream()
            .map(ScriptFile::getRelativePath)
            .sorted()
            .toList();

    try (Stream<Path> packaged = Files.list(Path.of("src/main/resources/members"))) {
      assertEquals(
          packaged
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".sql"))
              .sorted()
              .toList(),
          found);
    }
  }

  @Test
  void whatIsNotPackagedIsToldWithWhatIs() {
    SourceUnreadable told =
        assertThrows(SourceUnreadable.class, () -> PackagedScripts.under("elsewhere"));

    assertEquals(
        "No migrations are packaged under classpath:elsewhere. Packaged: classpath:members.",
        told.getMessage());
  }
}

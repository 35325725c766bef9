package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptsDocumentationTest {
  private static final Path PAGE = Path.of("docs/reference/scripts.md");

  @ParameterizedTest
  @EnumSource
  void everyObjectionIsInThePage(Objection.Code code) throws Exception {
    assertTrue(Files.readString(PAGE).contains("| `" + code.code() + "` |"), code.code());
  }
}

package dev.waymark.http.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.http.Profiles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/reference/hardening.md shows is what happens, and its defaults are the defaults. */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class HardeningDocumentationTest {
  private static final Pattern EXCHANGE =
      Pattern.compile("```http\\n(.*?\\n\\n)(HTTP/1.1 .*?)```", Pattern.DOTALL);
  private static final Pattern SETTING =
      Pattern.compile("^\\| `([A-Z0-9_]+)` \\| .* \\| `([^`]+)` \\|$", Pattern.MULTILINE);

  @Inject SmallRyeConfig config;

  @Test
  void theExchangesAreAsShown() throws IOException {
    var exchanges = EXCHANGE.matcher(document()).results().toList();
    assertEquals(3, exchanges.size());
    for (var exchange : exchanges) {
      try (RawConnection connection = new RawConnection()) {
        List<String> head =
            connection
                .send(exchange.group(1))
                .until("\r\n\r\n")
                .lines()
                .map(HardeningDocumentationTest::lowerCaseName)
                .toList();

        exchange
            .group(2)
            .lines()
            .map(HardeningDocumentationTest::lowerCaseName)
            .forEach(line -> assertTrue(head.contains(line), () -> line + " is not in " + head));
      }
    }
  }

  @Test
  void theDefaultsAreAsShown() throws IOException {
    var settings = SETTING.matcher(document()).results().toList();
    assertEquals(15, settings.size());
    for (var setting : settings) {
      String property = setting.group(1).toLowerCase(Locale.ROOT).replace('_', '.');

      assertEquals(
          setting.group(2), config.getConfigValue(found(property)).getValue(), setting.group(1));
    }
  }

  /** The property that an environment variable stands for. */
  private String found(String dotted) {
    for (String name : config.getPropertyNames()) {
      if (name.replace('-', '.').equals(dotted)) {
        return name;
      }
    }
    throw new AssertionError("There is no setting " + dotted);
  }

  private static String lowerCaseName(String line) {
    int colon = line.indexOf(": ");
    return colon < 0
        ? line
        : line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon);
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("docs/reference/hardening.md"));
  }
}

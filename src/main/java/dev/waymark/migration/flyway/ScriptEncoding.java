package dev.waymark.migration.flyway;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.configuration.ConfigUtils;

/**
 * The encoding of a file, which the script configuration beside it may name.
 *
 * @param charset the encoding; UTF-8 where no other is named
 * @param problem why the file cannot be read; null if it can
 */
record ScriptEncoding(Charset charset, String problem) {
  static final ScriptEncoding UTF_8 = new ScriptEncoding(StandardCharsets.UTF_8, null);

  private static final String SETTING = "encoding";

  /** What the configuration says, read as Flyway does. */
  static ScriptEncoding in(ScriptFile configuration) {
    String name = null;
    try (Reader reader = configuration.read()) {
      Map<String, String> settings = ConfigUtils.loadConfigurationFromReader(reader, true);
      name = settings.get(SETTING);
      return name == null ? UTF_8 : new ScriptEncoding(Charset.forName(name), null);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return failed(
          "%s names the encoding %s, which is not known."
              .formatted(configuration.getRelativePath(), name));
    } catch (FlywayException | IOException unreadable) {
      return failed(
          "%s cannot be read: %s"
              .formatted(configuration.getRelativePath(), unreadable.getMessage()));
    }
  }

  private static ScriptEncoding failed(String problem) {
    return new ScriptEncoding(StandardCharsets.UTF_8, problem);
  }

  /**
   * @throws FlywayException if the file cannot be read in it
   */
  void requireKnown() {
    if (problem != null) {
      throw new FlywayException(problem);
    }
  }
}

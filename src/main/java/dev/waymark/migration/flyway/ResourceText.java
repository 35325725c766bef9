package dev.waymark.migration.flyway;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.resource.LoadableResource;

/** All that a resource holds. */
final class ResourceText {
  private ResourceText() {}

  /**
   * Reads it to its end.
   *
   * @throws FlywayException if it cannot be read
   */
  static String of(LoadableResource resource) {
    StringWriter text = new StringWriter();
    try (Reader reader = resource.read()) {
      reader.transferTo(text);
    } catch (IOException exception) {
      throw new FlywayException("The file cannot be read: " + exception.getMessage(), exception);
    }
    return text.toString();
  }
}

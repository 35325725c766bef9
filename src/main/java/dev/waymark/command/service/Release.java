package dev.waymark.command.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which release of Waymark this is. */
public final class Release {
  /** The version, such as {@code 1.2.0}; the build writes it. */
  public static final String VERSION = read();

  private Release() {}

  private static String read() {
    try (InputStream text = Release.class.getResourceAsStream("/dev/waymark/command/version.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException exception) {
      throw new UncheckedIOException("The version cannot be read", exception);
    }
  }
}

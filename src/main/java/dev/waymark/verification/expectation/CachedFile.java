package dev.waymark.verification.expectation;

import java.io.IOException;
import java.util.List;

/** What a file says, parsed again only when the file has changed. */
final class CachedFile<T, X extends Exception> {

  /** Reads and parses the file. */
  interface Parser<T, X extends Exception> {
    T parse(String location) throws X;
  }

  private record Parsed<T>(List<Object> stamp, T value) {}

  private final ConfiguredFile file;
  private final Parser<T, X> parser;
  private volatile Parsed<T> parsed;

  CachedFile(String location, Parser<T, X> parser) {
    this.file = new ConfiguredFile(location);
    this.parser = parser;
  }

  String location() {
    return file.location();
  }

  T get() throws X {
    List<Object> stamp = stamp();
    Parsed<T> last = parsed;
    if (stamp != null && last != null && last.stamp().equals(stamp)) {
      return last.value();
    }
    T value = parser.parse(file.location());
    if (stamp != null) {
      // The stamp is older than what was read: a file changed in between is read once more.
      parsed = new Parsed<>(stamp, value);
    }
    return value;
  }

  /** Null if the file cannot be looked at; reading it says why. */
  private List<Object> stamp() {
    try {
      return file.stamp();
    } catch (IOException exception) {
      return null;
    }
  }
}

package dev.waymark.verification.expectation;

import dev.waymark.files.FileStamp;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What a file says, parsed again only when the file has changed. */
final class CachedFile<T, X extends Exception> {

  /** Reads and parses the file. */
  interface Parser<T, X extends Exception> {
    T parse(String location) throws X;
  }

  private record Parsed<T>(Optional<FileStamp> stamp, T value) {}

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
    Parsed<T> last = parsed;
    try {
      // Older than what is read: a file changed in between is read once more.
      Optional<FileStamp> stamp = file.stamp();
      if (last != null && last.stamp().equals(stamp)) {
        return last.value();
      }
      Instant readAt = Instant.now();
      T value = parser.parse(file.location());
      // A change in the same tick of the file system's clock would not show.
      boolean settled = stamp.map(it -> it.isSettledAt(readAt)).orElse(true);
      parsed = settled ? new Parsed<>(stamp, value) : null;
      return value;
    } catch (IOException unseen) {
      // Reading it says why it cannot be looked at.
      return parser.parse(file.location());
    }
  }
}

package dev.waymark.migration.flyway;

import dev.waymark.files.FileStamp;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.ref.SoftReference;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.Instant;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.StringResource;

/**
 * A file of the source as it is until it changes: read when it is first asked for, and then neither
 * read nor checksummed again, by whomever it is asked for. What is executed is therefore what the
 * recorded checksum was made of.
 */
final class ScriptFile extends LoadableResource {

  /**
   * The largest file whose text is kept, in bytes, and that only while memory is plenty. A larger
   * one is read each time, as Flyway reads all: a dump must not fill the memory for being listed.
   */
  static final long LARGEST_KEPT = 1 << 20;

  private record Content(int checksum, PlaceholderNames placeholders) {}

  private final LoadableResource origin;
  private final Path path;
  private final ScriptEncoding encoding;
  private FileStamp stamp;
  private boolean settled;
  private Content content;
  private SoftReference<String> text = new SoftReference<>(null);

  /**
   * @param origin what reads the file
   * @param path where it is; null if it is packaged, and so never changes
   * @param stamp what the file system said when it was listed; null if it is packaged
   */
  ScriptFile(LoadableResource origin, Path path, FileStamp stamp) {
    this(origin, path, stamp, ScriptEncoding.UTF_8);
  }

  /**
   * @param encoding what its bytes stand for
   */
  ScriptFile(LoadableResource origin, Path path, FileStamp stamp, ScriptEncoding encoding) {
    this.origin = origin;
    this.path = path;
    this.stamp = stamp;
    this.encoding = encoding;
  }

  ScriptEncoding encoding() {
    return encoding;
  }

  /** Flyway's checksum, before placeholders are replaced. */
  int checksum() {
    return content().checksum();
  }

  PlaceholderNames placeholders() {
    return content().placeholders();
  }

  /** What the file system said when the file was last looked at; null for a packaged one. */
  synchronized FileStamp stamp() {
    return stamp;
  }

  /** Whether a file with this stamp, found now in the place of this one, is certainly the same. */
  synchronized boolean isStill(FileStamp found) {
    return stamp.equals(found) && (settled || content == null);
  }

  /**
   * Where the times cannot tell, the text does: a file that was touched, or written anew as a mount
   * is renewed, is the same.
   */
  synchronized boolean hasTextOf(ScriptFile found) {
    String known = text.get();
    if (content == null || known == null || found.isLarge() || !known.equals(found.readAhead())) {
      return false;
    }
    stamp = found.stamp;
    settled = found.settled;
    return true;
  }

  @Override
  public Reader read() {
    encoding.requireKnown();
    if (isLarge()) {
      requireUnchanged();
      return origin.read();
    }
    return new StringReader(text());
  }

  private boolean isLarge() {
    return isLongerThan(LARGEST_KEPT);
  }

  /** Whether it has more bytes; what is packaged is never that long. */
  synchronized boolean isLongerThan(long bytes) {
    return stamp != null && stamp.size() > bytes;
  }

  private synchronized Content content() {
    encoding.requireKnown();
    if (content == null && isLarge()) {
      Instant readAt = Instant.now();
      try {
        content =
            new Content(ChecksumCalculator.calculate(origin), PlaceholderNames.in(origin.read()));
        settle(stamp, readAt);
      } catch (IOException exception) {
        throw unreadable(exception);
      }
    } else if (content == null) {
      text();
    }
    return content;
  }

  private synchronized String text() {
    String kept = text.get();
    if (kept != null) {
      return kept;
    }
    try {
      FileStamp before = path == null ? null : FileStamp.of(path);
      Instant readAt = Instant.now();
      String fresh = whole();
      int checksum = ChecksumCalculator.calculate(new StringResource(fresh));
      if (content != null && content.checksum() != checksum) {
        throw changed();
      }
      content = new Content(checksum, PlaceholderNames.in(new StringReader(fresh)));
      text = new SoftReference<>(fresh);
      settle(before, readAt);
      return fresh;
    } catch (IOException exception) {
      throw unreadable(exception);
    }
  }

  private String whole() throws IOException {
    StringWriter whole = new StringWriter();
    try (Reader reader = origin.read()) {
      reader.transferTo(whole);
    }
    return whole.toString();
  }

  /** The text; null if it cannot be read, which is told when somebody needs it. */
  private String readAhead() {
    try {
      return text();
    } catch (FlywayException unreadable) {
      return null;
    }
  }

  /** Trusts the time of what was read only if nothing was written meanwhile or just before. */
  private void settle(FileStamp before, Instant readAt) throws IOException {
    if (path != null) {
      settled = before.isSettledAt(readAt) && before.equals(FileStamp.of(path));
      stamp = before;
    }
  }

  private synchronized void requireUnchanged() {
    try {
      if (content != null && !stamp.equals(FileStamp.of(path))) {
        throw changed();
      }
    } catch (IOException exception) {
      throw unreadable(exception);
    }
  }

  private FlywayException changed() {
    return new FlywayException(getRelativePath() + " was changed while it was used.");
  }

  private FlywayException unreadable(IOException cause) {
    return new FlywayException(
        cause instanceof CharacterCodingException
            ? "It does not have the file encoding " + encoding.charset() + "."
            : "The file cannot be read: " + cause.getMessage(),
        cause);
  }

  @Override
  public String getAbsolutePath() {
    return origin.getAbsolutePath();
  }

  @Override
  public String getAbsolutePathOnDisk() {
    return origin.getAbsolutePathOnDisk();
  }

  @Override
  public String getFilename() {
    return origin.getFilename();
  }

  @Override
  public String getRelativePath() {
    return origin.getRelativePath();
  }
}

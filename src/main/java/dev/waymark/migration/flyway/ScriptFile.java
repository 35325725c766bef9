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
import java.util.Optional;
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

  /** What is known of the file; a packaged one has no stamp, because it never changes. */
  private sealed interface State {
    Optional<FileStamp> stamp();
  }

  /** It was listed, and not asked for yet. */
  private record Listed(Optional<FileStamp> stamp) implements State {}

  /**
   * It was read.
   *
   * @param settled whether the stamp is certainly that of what was read
   * @param text the text while memory is plenty; that of a large file is never kept
   */
  private record Known(
      Optional<FileStamp> stamp, boolean settled, Content content, SoftReference<String> text)
      implements State {}

  private final LoadableResource origin;
  private final Optional<Path> path;
  private final ScriptEncoding encoding;
  private State state;

  /** With which stamp it was found to be the same, in the state in which it is; null before. */
  private FileStamp still;

  private ScriptFile(
      LoadableResource origin,
      Optional<Path> path,
      Optional<FileStamp> stamp,
      ScriptEncoding encoding) {
    this.origin = origin;
    this.path = path;
    this.encoding = encoding;
    this.state = new Listed(stamp);
  }

  /** One that is packaged, or made, and so never changes. */
  static ScriptFile packaged(LoadableResource origin) {
    return new ScriptFile(origin, Optional.empty(), Optional.empty(), ScriptEncoding.UTF_8);
  }

  /**
   * One of a folder.
   *
   * @param origin what reads the file
   * @param stamp what the file system said when it was listed
   * @param encoding what its bytes stand for
   */
  static ScriptFile ofFolder(
      LoadableResource origin, Path path, FileStamp stamp, ScriptEncoding encoding) {
    return new ScriptFile(origin, Optional.of(path), Optional.of(stamp), encoding);
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

  /** Whether a file with this stamp, found now in the place of this one, is certainly the same. */
  synchronized boolean isStill(FileStamp found) {
    // Nearly always asked of the stamp that was asked of before, a thousand times for each poll.
    if (found != still) {
      boolean same = state.stamp().equals(Optional.of(found));
      still = same && (state instanceof Listed || ((Known) state).settled()) ? found : null;
    }
    return found == still;
  }

  /**
   * Where the times cannot decide, the text does: a file that was touched, or written anew as a
   * mount is renewed, is the same.
   */
  synchronized boolean hasTextOf(ScriptFile found) {
    if (!(state instanceof Known known)) {
      return false;
    }
    String text = known.text().get();
    if (text == null || found.isLarge() || !text.equals(found.readAhead())) {
      return false;
    }
    Known now = (Known) found.state;
    become(new Known(now.stamp(), now.settled(), known.content(), known.text()));
    return true;
  }

  private void become(State next) {
    state = next;
    still = null;
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
    return state.stamp().filter(stamp -> stamp.size() > bytes).isPresent();
  }

  private synchronized Content content() {
    encoding.requireKnown();
    if (state instanceof Known known) {
      return known.content();
    }
    if (!isLarge()) {
      text();
      return ((Known) state).content();
    }
    try {
      Instant readAt = Instant.now();
      int checksum = ChecksumCalculator.calculate(origin);
      Content content = new Content(checksum, PlaceholderNames.in(origin.read()));
      become(known(state.stamp(), readAt, content, null));
      return content;
    } catch (IOException exception) {
      throw unreadable(exception);
    }
  }

  private synchronized String text() {
    String kept = state instanceof Known known ? known.text().get() : null;
    if (kept != null) {
      return kept;
    }
    try {
      Optional<FileStamp> before = path.isPresent() ? stampNow() : Optional.empty();
      Instant readAt = Instant.now();
      String fresh = whole();
      int checksum = ChecksumCalculator.calculate(new StringResource(fresh));
      if (state instanceof Known known && known.content().checksum() != checksum) {
        throw changed();
      }
      Content content = new Content(checksum, PlaceholderNames.in(new StringReader(fresh)));
      become(known(before, readAt, content, fresh));
      return fresh;
    } catch (IOException exception) {
      throw unreadable(exception);
    }
  }

  /** Trusts the time of what was read only if nothing was written meanwhile or just before. */
  private Known known(Optional<FileStamp> before, Instant readAt, Content content, String text)
      throws IOException {
    boolean settled =
        before.isPresent() && before.get().isSettledAt(readAt) && before.equals(stampNow());
    return new Known(before, settled, content, new SoftReference<>(text));
  }

  private Optional<FileStamp> stampNow() throws IOException {
    return Optional.of(FileStamp.of(path.orElseThrow()));
  }

  private String whole() throws IOException {
    StringWriter whole = new StringWriter();
    try (Reader reader = origin.read()) {
      reader.transferTo(whole);
    }
    return whole.toString();
  }

  /** The text; null if it cannot be read, which is reported when somebody needs it. */
  private String readAhead() {
    try {
      return text();
    } catch (FlywayException unreadable) {
      return null;
    }
  }

  private synchronized void requireUnchanged() {
    try {
      if (state instanceof Known known && !known.stamp().equals(stampNow())) {
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

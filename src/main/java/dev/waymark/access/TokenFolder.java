package dev.waymark.access;

import dev.waymark.files.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The static tokens: a folder with a file for each. Adding, changing or removing a file changes who
 * may call, from the next request on. What begins with a dot is none: in a mounted Kubernetes
 * Secret the files are links through {@code ..data}, which is swapped as a whole.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/volumes/#secret">Kubernetes: Secret
 *     volumes</a>
 */
public final class TokenFolder {
  private static final Logger LOG = Logger.getLogger(TokenFolder.class);
  private static final TokenFiles NONE = new TokenFiles(List.of());

  /**
   * @param settled whether every later change of a file shows in its stamp
   */
  private record Seen(SortedMap<String, FileStamp> stamps, boolean settled, TokenFiles tokens) {}

  private final Path folder;
  private final Clock clock;
  private volatile Seen seen = new Seen(new TreeMap<>(), false, NONE);
  private volatile Map<String, String> complaints = Map.of();

  /**
   * @param folder need not be there yet
   */
  public TokenFolder(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * The tokens there are now, in the order of their names. A file that cannot be understood is left
   * out and logged once; it locks no other caller out.
   */
  public TokenFiles tokens() {
    SortedMap<String, FileStamp> stamps;
    try {
      stamps = stamps();
    } catch (IOException exception) {
      // Without a look there is no token: what was revoked meanwhile must not count.
      complain(Map.of("", "the folder cannot be listed: " + exception));
      return NONE;
    }
    Seen last = seen;
    return last.settled() && last.stamps().equals(stamps) ? last.tokens() : read(stamps);
  }

  /**
   * What callers are answered who have waited as long as this for {@link #tokens}. It is logged:
   * callers are not told which folder it is.
   */
  public TokensUnreachable silent(Duration waited) {
    TokensUnreachable unreachable = new TokensUnreachable(folder, waited);
    LOG.error(unreachable.getMessage());
    return unreachable;
  }

  /**
   * Makes a token.
   *
   * @param name the caller it is for; there must be no token of that name yet
   * @return what the holder sends; it is kept nowhere
   * @throws InvalidTokenFile if the name is none, or taken
   * @throws IOException if the file cannot be written
   */
  public Secret issue(String name, Role role) throws IOException {
    Secret secret = Secret.random();
    TokenFile token = new TokenFile(name, role, secret.sha256());
    try {
      Files.writeString(folder.resolve(name), token.content(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException exception) {
      throw new InvalidTokenFile(
          name, "there is a token of this name; remove it first, or choose another name");
    }
    return secret;
  }

  private synchronized TokenFiles read(SortedMap<String, FileStamp> stamps) {
    // Before reading: what changes meanwhile is read once more.
    var now = clock.instant();
    List<TokenFile> tokens = new ArrayList<>();
    Map<String, String> found = new TreeMap<>();
    for (String name : stamps.keySet()) {
      try {
        tokens.add(TokenFile.parse(name, content(name)));
      } catch (InvalidTokenFile exception) {
        found.put(name, exception.getMessage());
      } catch (IOException exception) {
        found.put(
            name, name + ": it cannot be read (" + exception.getClass().getSimpleName() + ")");
      }
    }
    complain(found);
    boolean settled = stamps.values().stream().allMatch(stamp -> stamp.isSettledAt(now));
    seen = new Seen(stamps, settled, new TokenFiles(tokens));
    return seen.tokens();
  }

  /** Says what is new; what was said before and is still so is not said again. */
  private void complain(Map<String, String> found) {
    Map<String, String> before = complaints;
    complaints = found;
    found.forEach(
        (name, complaint) -> {
          if (!complaint.equals(before.get(name))) {
            LOG.errorf("Left out of the tokens: %s", complaint);
          }
        });
  }

  private String content(String name) throws IOException {
    // Another name may be none that the locale's encoding can write, and be no path either.
    TokenFile.requireName(name);
    try (InputStream stream = Files.newInputStream(folder.resolve(name))) {
      byte[] bytes = stream.readNBytes(TokenFile.LONGEST + 1);
      if (bytes.length > TokenFile.LONGEST) {
        throw new InvalidTokenFile(name, "longer than %d bytes".formatted(TokenFile.LONGEST));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private SortedMap<String, FileStamp> stamps() throws IOException {
    SortedMap<String, FileStamp> stamps = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".")) {
          stamp(entry).filter(FileStamp::regular).ifPresent(stamp -> stamps.put(name, stamp));
        }
      }
    } catch (DirectoryIteratorException exception) {
      throw exception.getCause();
    }
    return stamps;
  }

  /** Empty for what was removed meanwhile, and for a link that leads nowhere. */
  private static Optional<FileStamp> stamp(Path entry) {
    try {
      return Optional.of(FileStamp.of(entry));
    } catch (IOException exception) {
      return Optional.empty();
    }
  }
}

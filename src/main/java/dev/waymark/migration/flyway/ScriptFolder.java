package dev.waymark.migration.flyway;

import dev.waymark.files.FileStamp;
import dev.waymark.migration.MigrationException.SourceUnreadable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A folder of scripts, listed with its subfolders and with one look at each file. */
record ScriptFolder(Path folder) {

  private static final Pattern SCRIPT = Pattern.compile("([VBU]\\d[^/]*|R)__[^/]*\\.sql");

  /**
   * A file of the folder.
   *
   * @param path where it is
   * @param name its path below the folder, with slashes
   * @param stamp what the file system says about it
   */
  record Found(Path path, String name, FileStamp stamp) {}

  /**
   * What was found.
   *
   * @param files the files, by name
   * @param folders the folder and those below it, as they were before they were listed
   * @param others whether there is something else, which a link may turn into a file
   * @param begun when the listing began
   */
  record Contents(List<Found> files, Map<Path, FileStamp> folders, boolean others, Instant begun) {

    /**
     * Whether the folders certainly hold what they held: each shows when a name comes or goes. The
     * files are to be looked at, one by one.
     */
    boolean hasSameNames() {
      try {
        for (Map.Entry<Path, FileStamp> known : folders.entrySet()) {
          FileStamp before = known.getValue();
          if (!before.isSettledAt(begun) || !before.isStillOf(known.getKey(), begun)) {
            return false;
          }
        }
        return !others;
      } catch (IOException exception) {
        // The listing says what is wrong.
        return false;
      }
    }
  }

  /**
   * Lists the files by name.
   *
   * @throws SourceUnreadable if the folder is not there or cannot be read
   */
  Contents list() {
    if (!Files.isDirectory(folder)) {
      throw new SourceUnreadable(
          "The folder of the migrations, " + folder.toAbsolutePath() + ", does not exist.", null);
    }
    try {
      Instant begun = Instant.now();
      Search search = new Search();
      FileStamp stamp = FileStamp.of(folder);
      search.folders.put(folder, stamp);
      list(folder, "", new HashSet<>(Set.of(identity(folder, stamp))), search);
      search.files.sort(Comparator.comparing(Found::name));
      return new Contents(search.files, search.folders, search.others, begun);
    } catch (FileSystemLoopException loop) {
      throw unreadable(
          "In the folder of the migrations, %s leads back to a folder above it."
              .formatted(Path.of(loop.getFile())),
          "Take the link out of the folder: what is below it would be found without end.");
    } catch (AccessDeniedException denied) {
      throw unreadable(
          "The permissions of %s do not let this process, which runs as %s, read the migrations."
              .formatted(denied.getFile(), System.getProperty("user.name")),
          "Let that user read the folder, such as with chmod a+rx.");
    } catch (IOException | DirectoryIteratorException exception) {
      throw new SourceUnreadable(
          "The folder of the migrations, " + folder.toAbsolutePath() + ", cannot be read.",
          exception);
    }
  }

  /** What has been found by now. */
  private static final class Search {
    private final List<Found> files = new ArrayList<>();
    private final Map<Path, FileStamp> folders = new LinkedHashMap<>();
    private boolean others;
  }

  private static void list(Path directory, String prefix, Set<Object> above, Search found)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        // Links are followed because Kubernetes mounts a ConfigMap as links into a hidden folder,
        // and hidden folders are left out so that the same script is not found a second time.
        if (!name.startsWith(".")) {
          add(entry, prefix + name, above, found);
        }
      }
    }
  }

  private static void add(Path entry, String name, Set<Object> above, Search found)
      throws IOException {
    FileStamp stamp;
    try {
      stamp = FileStamp.of(entry);
    } catch (NoSuchFileException goneOrLinkToNothing) {
      if (Files.isSymbolicLink(entry)) {
        throw unreadable(
            "In the folder of the migrations, %s is a link to what is not there, and a script or"
                    .formatted(entry)
                + " folder that it stands for would be left out without a word.",
            "Put there what it leads to, such as a volume that is not mounted, or remove the link.");
      }
      return;
    }
    if (stamp.directory()) {
      Object identity = identity(entry, stamp);
      if (!above.add(identity)) {
        throw new FileSystemLoopException(entry.toString());
      }
      int before = found.files.size();
      found.folders.put(entry, stamp);
      list(entry, name + "/", above, found);
      above.remove(identity);
      if (found.files.size() == before
          && SCRIPT.matcher(entry.getFileName().toString()).matches()) {
        throw unreadable(
            "In the folder of the migrations, %s is called like a script and is an empty folder, as"
                    .formatted(name)
                + " a mount makes one where its file is not there.",
            "Put the script in its place, or remove the folder.");
      }
    } else if (stamp.regular()) {
      found.files.add(new Found(entry, name, stamp));
    } else {
      found.others = true;
    }
  }

  private static SourceUnreadable unreadable(String message, String hint) {
    return new SourceUnreadable(message, hint, null);
  }

  private static Object identity(Path directory, FileStamp stamp) throws IOException {
    return stamp.key() == null ? directory.toRealPath() : stamp.key();
  }
}

package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationException.SourceUnreadable;
import dev.waymark.migration.MigrationSource;
import dev.waymark.migration.flyway.ScriptFolder.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.CoreLocationPrefix;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.filesystem.FileSystemResource;

/**
 * Finds scripts where {@link MigrationSource} says, at run time and without scanning the class
 * path, so that a native executable finds them too. What was read of a file is kept until the file
 * changes.
 */
final class SourceResources implements ResourceProvider {
  private final MigrationSource source;

  /** What script configurations say, each read once: a file is itself until it changes. */
  private final Map<ScriptFile, ScriptEncoding> encodings = new IdentityHashMap<>();

  private Listing last;

  /** What the folder held when it was listed last; null before, and where it is no folder. */
  private ScriptFolder.Contents contents;

  /**
   * @param source where the scripts are
   */
  SourceResources(MigrationSource source) {
    this.source = source;
  }

  /**
   * The files as they are now; the same object as before if none has come, gone or changed.
   *
   * @throws SourceUnreadable if the source cannot be listed
   */
  synchronized Listing list() {
    if (source instanceof MigrationSource.Folder folder) {
      if (contents == null || !contents.hasSameNames() || !areStill(contents)) {
        last = inFolder(folder.path());
      }
    } else if (last == null) {
      last = PackagedScripts.under(((MigrationSource.Packaged) source).path());
    }
    return last;
  }

  @Override
  public LoadableResource getResource(String name) {
    return list().getResource(name);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return list().getResources(prefix, suffixes);
  }

  private Listing inFolder(Path folder) {
    var location = Location.fromPath(CoreLocationPrefix.FILESYSTEM_PREFIX, folder.toString());
    contents = null;
    ScriptFolder.Contents listed = new ScriptFolder(folder).list();
    List<Found> found = listed.files();
    Map<String, ScriptFile> configurations = new HashMap<>();
    for (Found file : found) {
      if (file.name().endsWith(Listing.CONFIGURATION)) {
        configurations.put(file.name(), asItIs(known(file), file, location, ScriptEncoding.UTF_8));
      }
    }
    encodings.keySet().removeIf(it -> configurations.get(it.getRelativePath()) != it);
    List<ScriptFile> files = new ArrayList<>();
    boolean changed = false;
    for (Found file : found) {
      ScriptFile known = known(file);
      ScriptFile configuration = configurations.get(file.name());
      ScriptFile now =
          configuration != null
              ? configuration
              : asItIs(
                  known,
                  file,
                  location,
                  encoding(configurations.get(file.name() + Listing.CONFIGURATION)));
      files.add(now);
      changed |= now != known;
    }
    boolean same = last != null && !changed && files.size() == last.files().size();
    contents = listed;
    return same ? last : new Listing(files);
  }

  /** To look at each costs half of what listing them does. */
  private boolean areStill(ScriptFolder.Contents contents) {
    try {
      for (Found file : contents.files()) {
        if (!file.stamp().isStillOf(file.path(), contents.begun())
            || !known(file).isStill(file.stamp())) {
          return false;
        }
      }
      return true;
    } catch (IOException exception) {
      // The listing says what is wrong.
      return false;
    }
  }

  private ScriptFile known(Found file) {
    return last == null ? null : last.getResource(file.name());
  }

  private ScriptEncoding encoding(ScriptFile configuration) {
    return configuration == null
        ? ScriptEncoding.UTF_8
        : encodings.computeIfAbsent(configuration, ScriptEncoding::in);
  }

  private static ScriptFile asItIs(
      ScriptFile known, Found found, Location location, ScriptEncoding encoding) {
    boolean readAlike = known != null && known.encoding().equals(encoding);
    if (readAlike && known.isStill(found.stamp())) {
      return known;
    }
    String path = found.path().toString();
    var origin = new FileSystemResource(location, path, encoding.charset(), false);
    ScriptFile now = ScriptFile.ofFolder(origin, found.path(), found.stamp(), encoding);
    return readAlike && known.hasTextOf(now) ? known : now;
  }
}

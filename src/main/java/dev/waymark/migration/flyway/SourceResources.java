package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationException.SourceUnreadable;
import dev.waymark.migration.MigrationSource;
import dev.waymark.migration.flyway.ScriptFolder.Found;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
  private Listing last;

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
      last = inFolder(folder.path());
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
    List<ScriptFile> files = new ArrayList<>();
    boolean changed = false;
    for (Found found : new ScriptFolder(folder).list()) {
      ScriptFile known = last == null ? null : last.getResource(found.name());
      ScriptFile now = asItIs(known, found, location);
      files.add(now);
      changed |= now != known;
    }
    boolean same = last != null && !changed && files.size() == last.files().size();
    return same ? last : new Listing(files);
  }

  private static ScriptFile asItIs(ScriptFile known, Found found, Location location) {
    if (known != null && known.isStill(found.stamp())) {
      return known;
    }
    String path = found.path().toString();
    var origin = new FileSystemResource(location, path, StandardCharsets.UTF_8, false);
    ScriptFile now = new ScriptFile(origin, found.path(), found.stamp());
    return known != null && known.hasTextOf(now) ? known : now;
  }
}

package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationException.SourceUnreadable;
import dev.waymark.migration.MigrationSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.CoreLocationPrefix;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;
import org.flywaydb.core.internal.resource.filesystem.FileSystemResource;
import org.flywaydb.core.internal.util.StringUtils;

/**
 * Finds scripts where {@link MigrationSource} says, at run time and without scanning the class
 * path, so that a native executable finds them too.
 */
final class SourceResources implements ResourceProvider {
  private final MigrationSource source;
  private final ResourceProvider packaged;

  /**
   * @param source where the scripts are
   * @param packaged Quarkus's own provider, which knows what was packaged when Waymark was built
   */
  SourceResources(MigrationSource source, ResourceProvider packaged) {
    this.source = source;
    this.packaged = packaged;
  }

  @Override
  public LoadableResource getResource(String name) {
    return all().stream()
        .filter(resource -> resource.getRelativePath().equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return all().stream()
        .filter(resource -> StringUtils.startsAndEndsWith(resource.getFilename(), prefix, suffixes))
        .toList();
  }

  private List<LoadableResource> all() {
    if (source instanceof MigrationSource.Folder folder) {
      return inFolder(folder.path());
    }
    return packagedUnder(((MigrationSource.Packaged) source).path());
  }

  private static List<LoadableResource> inFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SourceUnreadable(
          "The folder of the migrations, " + folder.toAbsolutePath() + ", does not exist.", null);
    }
    var location = Location.fromPath(CoreLocationPrefix.FILESYSTEM_PREFIX, folder.toString());
    // Links are followed because Kubernetes mounts a ConfigMap as links into a hidden folder, and
    // hidden folders are left out so that the same script is not found a second time.
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !isHidden(folder.relativize(file)))
          .sorted()
          .<LoadableResource>map(
              file ->
                  new FileSystemResource(location, file.toString(), StandardCharsets.UTF_8, false))
          .toList();
    } catch (IOException | UncheckedIOException exception) {
      throw new SourceUnreadable(
          "The folder of the migrations, " + folder.toAbsolutePath() + ", cannot be read.",
          exception);
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private List<LoadableResource> packagedUnder(String path) {
    // Quarkus's resources carry the whole path as the script's name; what Flyway records is the
    // path
    // below the location, as for a folder.
    var location = Location.fromPath(CoreLocationPrefix.CLASSPATH_PREFIX, path);
    var classLoader = Thread.currentThread().getContextClassLoader();
    List<LoadableResource> found =
        packaged.getResources("", new String[] {""}).stream()
            .map(LoadableResource::getAbsolutePath)
            .filter(file -> file.startsWith(path + "/"))
            .sorted()
            .<LoadableResource>map(
                file -> new ClassPathResource(location, file, classLoader, StandardCharsets.UTF_8))
            .toList();
    if (found.isEmpty()) {
      throw new SourceUnreadable(
          "No migrations are packaged under classpath:" + path + ". Packaged: classpath:members.",
          null);
    }
    return found;
  }
}

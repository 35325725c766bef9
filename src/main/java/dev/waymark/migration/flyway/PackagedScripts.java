package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationException.SourceUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flywaydb.core.api.CoreLocationPrefix;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;

/**
 * The migrations that are packaged for development and tests, by name: a native executable cannot
 * list what is packaged.
 */
final class PackagedScripts {
  private static final List<String> SCRIPTS = List.of("members/V1__members_community.sql");

  private PackagedScripts() {}

  /**
   * The scripts below a path, named as Flyway records them: by their path below it.
   *
   * @throws SourceUnreadable if there are none
   */
  static Listing under(String path) {
    var location = Location.fromPath(CoreLocationPrefix.CLASSPATH_PREFIX, path);
    var classLoader = PackagedScripts.class.getClassLoader();
    List<ScriptFile> found =
        SCRIPTS.stream()
            .filter(file -> file.startsWith(path + "/"))
            .map(file -> new ClassPathResource(location, file, classLoader, StandardCharsets.UTF_8))
            .map(ScriptFile::packaged)
            .toList();
    if (found.isEmpty()) {
      throw new SourceUnreadable(
          "No migrations are packaged under classpath:" + path + ". Packaged: classpath:members.",
          null);
    }
    return new Listing(found);
  }
}

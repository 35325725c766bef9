package dev.waymark.migration.flyway;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.CoreLocationPrefix;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;
import org.flywaydb.core.internal.util.StringUtils;

/**
 * The scripts of Waymark's own schema, by name: a native executable cannot list what is packaged.
 */
final class OwnResources implements ResourceProvider {
  private static final String FOLDER = "waymark/own";
  private static final List<String> SCRIPTS =
      List.of(
          "V1__recorded_schemas.sql",
          "V2__runs.sql",
          "V3__proven_schemas.sql",
          "V4__requests.sql",
          "V5__script_progress.sql",
          "V6__drift.sql",
          "V7__guarded_runs.sql",
          "V8__plain_documents.sql",
          "V9__rehearsals.sql",
          "V10__said_drift.sql",
          "V11__verification_status.sql");

  /** The version of the last of them. */
  static final int VERSION = 11;

  private final List<LoadableResource> resources;

  OwnResources(ClassLoader classLoader) {
    Location location = Location.fromPath(CoreLocationPrefix.CLASSPATH_PREFIX, FOLDER);
    resources =
        SCRIPTS.stream()
            .<LoadableResource>map(
                script ->
                    new ClassPathResource(
                        location, FOLDER + "/" + script, classLoader, StandardCharsets.UTF_8))
            .toList();
  }

  /** All of them, in the order of their versions. */
  List<LoadableResource> all() {
    return resources;
  }

  @Override
  public LoadableResource getResource(String name) {
    return resources.stream()
        .filter(resource -> resource.getRelativePath().equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return resources.stream()
        .filter(resource -> StringUtils.startsAndEndsWith(resource.getFilename(), prefix, suffixes))
        .toList();
  }
}

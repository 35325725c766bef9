package dev.waymark.migration.flyway;

import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.util.StringUtils;

/** A source as if it held one script only, to find out whether that script is at fault. */
record OneResource(LoadableResource resource, ResourceProvider all) implements ResourceProvider {
  @Override
  public LoadableResource getResource(String name) {
    return all.getResource(name);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return StringUtils.startsAndEndsWith(resource.getFilename(), prefix, suffixes)
        ? List.of(resource)
        : List.of();
  }
}

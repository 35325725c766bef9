package dev.waymark.migration.flyway;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;

/**
 * Of all that a source holds only the scripts that were applied, and what is no migration: SQL
 * callbacks and scripts' configuration.
 */
final class AppliedResources implements ResourceProvider {
  private final ResourceProvider all;
  private final ResourceNameParser names;
  private final Set<String> scripts;

  AppliedResources(Configuration configuration, Set<String> scripts) {
    this.all = configuration.getResourceProvider();
    this.names = new ResourceNameParser(configuration);
    this.scripts = new HashSet<>(scripts);
  }

  /** Lets more scripts through. */
  void add(String script) {
    scripts.add(script);
  }

  @Override
  public LoadableResource getResource(String name) {
    return all.getResource(name);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    Predicate<LoadableResource> applied =
        resource -> scripts.contains(resource.getRelativePath()) || isCallback(resource);
    return all.getResources(prefix, suffixes).stream().filter(applied).toList();
  }

  private boolean isCallback(LoadableResource resource) {
    ResourceName name = names.parse(resource.getFilename());
    return name.isValid() && Event.fromId(name.getPrefix()) != null;
  }
}

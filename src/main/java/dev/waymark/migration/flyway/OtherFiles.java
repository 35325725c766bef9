package dev.waymark.migration.flyway;

import dev.waymark.migration.flyway.ScriptName.Prefixes;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.util.StringUtils;

/**
 * A source as Flyway's own resolvers see it: without the SQL migrations, which are resolved already
 * ({@link ScriptResolver}), but with callbacks, and with what is no SQL.
 */
record OtherFiles(Listing all, Prefixes ours, String[] sqlSuffixes) implements ResourceProvider {
  @Override
  public LoadableResource getResource(String name) {
    return all.getResource(name);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    List<LoadableResource> asked = List.copyOf(all.getResources(prefix, suffixes));
    return ours.contain(prefix) ? asked.stream().filter(this::isNoSql).toList() : asked;
  }

  private boolean isNoSql(LoadableResource file) {
    return !StringUtils.startsAndEndsWith(file.getFilename(), "", sqlSuffixes);
  }
}

package dev.waymark.migration.flyway;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.util.StringUtils;

/**
 * The files of a source as they were at one moment, by name. Flyway asks for a script's
 * configuration by its name for each script, and for all files several times: here both cost
 * nothing.
 */
final class Listing implements ResourceProvider {
  /** What a script's name and this make is its configuration. */
  static final String CONFIGURATION = ".conf";

  private final Map<String, ScriptFile> files = new LinkedHashMap<>();

  Listing(Collection<ScriptFile> files) {
    files.forEach(file -> this.files.put(file.getRelativePath(), file));
  }

  Collection<ScriptFile> files() {
    return files.values();
  }

  /** The files that end like scripts. */
  List<ScriptFile> scripts(String[] suffixes) {
    return files.values().stream().filter(file -> isScript(file, suffixes)).toList();
  }

  static boolean isScript(ScriptFile file, String[] suffixes) {
    return named(file, "", suffixes);
  }

  /** Whether it is the configuration of a file that is there. */
  boolean isConfiguration(ScriptFile file) {
    String name = file.getRelativePath();
    return name.endsWith(CONFIGURATION)
        && files.containsKey(name.substring(0, name.length() - CONFIGURATION.length()));
  }

  /** The script configuration beside a script; null if there is none. */
  ScriptFile configurationOf(ScriptFile script) {
    return files.get(script.getRelativePath() + CONFIGURATION);
  }

  /** Some of the files, with all script configuration. */
  Listing only(Predicate<ScriptFile> wanted) {
    return new Listing(
        files.values().stream()
            .filter(wanted.or(file -> file.getFilename().endsWith(CONFIGURATION)))
            .toList());
  }

  /** The file of this name; null if there is none. */
  @Override
  public ScriptFile getResource(String name) {
    return files.get(name);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return files.values().stream()
        .filter(file -> named(file, prefix, suffixes))
        .<LoadableResource>map(file -> file)
        .toList();
  }

  private static boolean named(ScriptFile file, String prefix, String[] suffixes) {
    return StringUtils.startsAndEndsWith(file.getFilename(), prefix, suffixes);
  }
}

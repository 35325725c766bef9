package dev.waymark.migration.flyway;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.LeftOutFile;
import dev.waymark.migration.MigrationException.Invalid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.callback.NoopCallbackExecutor;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;

/**
 * Resolves migrations as Flyway does, each SQL script once until something changes on which the
 * result depends.
 */
final class ScriptResolver {
  private final Configuration configuration;
  private final ScriptName.Rules names;
  private final InvalidScripts invalid;
  private final String[] suffixes;
  private Map<String, Script> known = Map.of();
  private Resolution last;

  ScriptResolver(Configuration configuration) {
    this.configuration = configuration;
    this.names = new ScriptName.Rules(configuration);
    this.invalid = new InvalidScripts(configuration.getPlaceholders());
    this.suffixes = configuration.getSqlMigrationSuffixes();
  }

  /**
   * Resolves all migrations.
   *
   * @param placeholders the values of Flyway's own placeholders
   * @return the same object as before if nothing has changed
   * @throws Invalid if scripts contradict each other, cannot be read, or have a bad name
   */
  synchronized Resolution resolve(Listing listing, Map<String, String> placeholders) {
    if (last == null || !last.holdsFor(listing, placeholders)) {
      SourceFiles files = SourceFiles.of(listing, names, suffixes, invalid);
      List<Script> scripts = scripts(files, listing, placeholders);
      PlaceholderNames mentioned =
          scripts.stream()
              .map(Script::mentioned)
              .reduce(PlaceholderNames.NONE, PlaceholderNames::and);
      List<ResolvedMigration> migrations = withOthers(listing, placeholders, scripts);
      last =
          new Resolution(
              listing,
              mentioned,
              mentioned.in(placeholders),
              scripts,
              Map.copyOf(known),
              migrations,
              files.runsCallbacks(),
              leftOut(files, migrations));
    }
    return last;
  }

  /** The files that are left for Flyway to resolve by itself. */
  ResourceProvider others(Listing listing) {
    return new OtherFiles(listing, names.prefixes(), suffixes);
  }

  /** A listing without the migrations that are not among these; their callbacks stay. */
  Listing only(Listing listing, Set<String> migrations) {
    return listing.only(file -> migrations.contains(file.getRelativePath()) || !isMigration(file));
  }

  /** Whether there are scripts that are no migrations. */
  boolean hasCallbacks(Listing listing) {
    return listing.scripts(suffixes).stream().anyMatch(file -> !isMigration(file));
  }

  /** The scripts that are executed at events, and those programs. */
  List<ScriptFile> callbacks(Listing listing) {
    return listing.files().stream()
        .filter(
            file ->
                names.program(file).isPresent()
                    || Listing.isScript(file, suffixes)
                        && names.parts(file).isValid()
                        && !names.isBare(names.parts(file))
                        && !isMigration(file))
        .toList();
  }

  private boolean isMigration(ScriptFile file) {
    return names.migration(names.parts(file)).isPresent();
  }

  private List<Script> scripts(
      SourceFiles files, Listing listing, Map<String, String> placeholders) {
    if (!files.badNames().isEmpty()) {
      throw new Invalid(files.badNames());
    }
    List<InvalidMigration> unreadable = new ArrayList<>();
    List<Script> scripts = new ArrayList<>();
    try (var beside =
        new FromTheEnd(List.copyOf(files.migrations().keySet()), ScriptFile::checksum)) {
      files
          .migrations()
          .forEach(
              (file, name) -> {
                try {
                  scripts.add(script(name, file, listing, placeholders));
                } catch (FlywayException exception) {
                  unreadable.add(invalid.unreadable(null, file.getRelativePath(), exception));
                }
              });
    }
    known = new HashMap<>();
    scripts.forEach(script -> known.put(script.file().getRelativePath(), script));
    if (!unreadable.isEmpty()) {
      throw new Invalid(unreadable);
    }
    return scripts;
  }

  /** What Flyway makes nothing of either: some of what is no SQL are programs that it executes. */
  private static List<LeftOutFile> leftOut(SourceFiles files, List<ResolvedMigration> migrations) {
    Set<String> executed =
        migrations.stream().map(ResolvedMigration::getScript).collect(Collectors.toSet());
    return files.leftOut().stream().filter(file -> !executed.contains(file.file())).toList();
  }

  private Script script(
      ScriptName name, ScriptFile file, Listing listing, Map<String, String> placeholders) {
    ScriptFile scriptConfiguration = listing.configurationOf(file);
    Script before = known.get(file.getRelativePath());
    return before != null && before.holdsFor(file, scriptConfiguration, placeholders)
        ? before
        : new Script(name, file, scriptConfiguration, configuration, placeholders);
  }

  private List<ResolvedMigration> withOthers(
      Listing listing, Map<String, String> placeholders, List<Script> scripts) {
    List<ResolvedMigration> ours =
        scripts.stream()
            .map(script -> script.migration(NoopCallbackExecutor.INSTANCE, RunObserver.NONE))
            .toList();
    try {
      return resolved(configuration, others(listing), placeholders, ours);
    } catch (FlywayException exception) {
      throw new Invalid(List.of(invalid.contradiction(exception)));
    }
  }

  /**
   * These migrations and those that Flyway resolves by itself, in Flyway's order.
   *
   * @throws FlywayException if two of them contradict each other
   */
  static List<ResolvedMigration> resolved(
      Configuration configuration,
      ResourceProvider others,
      Map<String, String> placeholders,
      List<ResolvedMigration> ours) {
    ParsingContext context = new ParsingContext();
    context.getPlaceholders().putAll(placeholders);
    return List.copyOf(
        new CompositeMigrationResolver(
                others,
                configuration.getJavaMigrationClassProvider(),
                configuration,
                null,
                null,
                context,
                null,
                new GivenMigrations(configuration, () -> ours))
            .resolveMigrations(configuration));
  }
}

package dev.waymark.migration.flyway;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.baseline.BaselineResolvedMigration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resolver.ResolvedMigrationImpl;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.sqlscript.ParserSqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScript;

/**
 * What Flyway makes of one migration's file: its checksum, its statements, and whatever else is
 * found out about it, each once for as long as all that it depends on stays the same. That is the
 * file, the script configuration beside it, and the values of Flyway's own placeholders that the
 * two mention; the user's placeholders never change while Waymark runs.
 */
final class Script {
  private final ScriptName name;
  private final ScriptFile file;
  private final ScriptFile scriptConfiguration;
  private final PlaceholderNames mentioned;
  private final Map<String, String> values;
  private final Configuration configuration;
  private final Map<String, String> placeholders;
  private final int checksum;
  private final String location;
  private final Map<Class<?>, Object> known = new ConcurrentHashMap<>();

  private SoftReference<SqlScript> parsed = new SoftReference<>(null);
  private Boolean inTransaction;

  /**
   * Reads the file, unless it was read before.
   *
   * @param name its name, taken apart
   * @param scriptConfiguration the {@code .conf} file beside it; null if there is none
   * @param placeholders the values of Flyway's own placeholders
   * @throws org.flywaydb.core.api.FlywayException if the file or its script configuration cannot be
   *     used
   */
  Script(
      ScriptName name,
      ScriptFile file,
      ScriptFile scriptConfiguration,
      Configuration configuration,
      Map<String, String> placeholders) {
    this.name = name;
    this.file = file;
    this.scriptConfiguration = scriptConfiguration;
    this.mentioned =
        scriptConfiguration == null
            ? file.placeholders()
            : file.placeholders().and(scriptConfiguration.placeholders());
    this.configuration = configuration;
    this.placeholders = placeholders;
    this.values = mentioned.in(placeholders);
    this.location = file.getAbsolutePathOnDisk();
    this.checksum = name.isRepeatable() ? checksumOfWhatRuns() : file.checksum();
  }

  /** Whether all that is known here is what would be found out from these. */
  boolean holdsFor(ScriptFile file, ScriptFile scriptConfiguration, Map<String, String> values) {
    return this.file == file
        && this.scriptConfiguration == scriptConfiguration
        && this.values.equals(mentioned.in(values));
  }

  ScriptFile file() {
    return file;
  }

  PlaceholderNames mentioned() {
    return mentioned;
  }

  /** The migration as Flyway applies it, telling these callbacks of each statement. */
  ResolvedMigration migration(CallbackExecutor<Event> callbacks) {
    ResourceName parts = name.parts();
    var executor = new ScriptExecutor(this, callbacks);
    Integer plain = name.isRepeatable() ? file.checksum() : null;
    return name.isBaseline()
        ? new BaselineResolvedMigration(
            parts.getVersion(),
            parts.getDescription(),
            file.getRelativePath(),
            checksum,
            plain,
            location,
            executor,
            configuration)
        : new ResolvedMigrationImpl(
            parts.getVersion(),
            parts.getDescription(),
            file.getRelativePath(),
            checksum,
            plain,
            CoreMigrationType.SQL,
            location,
            executor);
  }

  /**
   * The script taken apart into statements, with its placeholders replaced.
   *
   * @throws org.flywaydb.core.api.FlywayException if it cannot be taken apart
   */
  synchronized SqlScript parsed() {
    SqlScript kept = parsed.get();
    if (kept == null) {
      kept = unparsed();
      kept.validate();
      inTransaction = kept.executeInTransaction();
      parsed = new SoftReference<>(kept);
    }
    return kept;
  }

  /**
   * Whether the whole script may run in one transaction.
   *
   * @throws org.flywaydb.core.api.FlywayException if it cannot be taken apart
   */
  synchronized boolean executesInTransaction() {
    if (inTransaction == null) {
      parsed();
    }
    return inTransaction;
  }

  /**
   * What somebody else finds out about this script: found at the first call, and kept for as long
   * as the script stays as it is.
   */
  <T> T known(Class<T> what, Function<Script, T> find) {
    return what.cast(known.computeIfAbsent(what, first -> find.apply(this)));
  }

  private int checksumOfWhatRuns() {
    boolean replaced = unparsed().placeholderReplacement();
    if (!replaced || file.placeholders().isEmpty()) {
      return file.checksum();
    }
    ParsingContext context = context();
    context.updateFilenamePlaceholder(name.parts(), configuration);
    return ChecksumCalculator.calculate(
        LoadableResource.createPlaceholderReplacingLoadableResource(file, configuration, context));
  }

  private SqlScript unparsed() {
    var parser = new ConnectionlessPostgres().createParser(configuration, null, context());
    return new ParserSqlScript(parser, file, scriptConfiguration, configuration.isMixed());
  }

  /** One of its own for each use: Flyway puts the name of the file at hand into it. */
  private ParsingContext context() {
    ParsingContext context = new ParsingContext();
    context.getPlaceholders().putAll(placeholders);
    return context;
  }
}

package dev.waymark.migration.flyway;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.LeftOutFile;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationSource;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.check.CheckReport;
import dev.waymark.migration.check.CheckedScript;
import dev.waymark.migration.check.OwnReason;
import dev.waymark.migration.check.Remark;
import dev.waymark.migration.sarif.SarifLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.callback.NoopCallbackExecutor;
import org.flywaydb.core.internal.resolver.ResolvedMigrationComparator;

/**
 * Judges scripts without a database, as a run on an empty one would: with the same rules and in the
 * same words, but all that is wrong at once.
 */
public final class SourceCheck {
  private final MigrationSettings settings;
  private final MigrationVersion applied;
  private final List<Remark> problems = new ArrayList<>();
  private final List<Remark> notes = new ArrayList<>();

  /** The scripts whose name alone says why they are refused. */
  private final Set<String> downFiles = new HashSet<>();

  private SourceCheck(MigrationSettings settings, MigrationVersion applied) {
    this.settings = settings;
    this.applied = applied;
  }

  /**
   * Judges the scripts of the source.
   *
   * @param settings placeholders need no values
   * @param applied the version up to which scripts are taken as applied, of which only names and
   *     versions are judged; empty if none is
   */
  public static CheckReport of(MigrationSettings settings, Optional<String> applied) {
    return new SourceCheck(settings, applied.map(MigrationVersion::fromVersion).orElse(null))
        .report();
  }

  private CheckReport report() {
    try {
      return report(new SourceResources(settings.source()).list());
    } catch (MigrationException.SourceUnreadable exception) {
      problems.add(
          ofFolder(OwnReason.MIGRATIONS_UNREADABLE, exception.getMessage(), exception.hint()));
      return written(List.of());
    }
  }

  private CheckReport report(Listing listing) {
    var plain = new FluentConfiguration(SourceCheck.class.getClassLoader());
    FlywayConfiguration.apply(plain, settings);
    var names = new ScriptName.Rules(plain);
    String[] suffixes = plain.getSqlMigrationSuffixes();
    SourceFiles files =
        SourceFiles.of(listing, names, suffixes, new InvalidScripts(settings.placeholders()));
    StandIns standIns = StandIns.of(files.migrations().keySet(), settings);
    MigrationSettings known = standIns.in(settings);
    var configuration = new FluentConfiguration(SourceCheck.class.getClassLoader());
    FlywayConfiguration.apply(configuration, known);
    var words = new InvalidScripts(known.placeholders());

    files.badNames().forEach(this::problem);
    files.leftOut().forEach(this::leftOut);
    Map<String, Script> scripts = scripts(files, listing, configuration, words);
    List<ResolvedMigration> migrations = new ArrayList<>();
    for (Script script : scripts.values()) {
      ResolvedMigration migration =
          script.migration(NoopCallbackExecutor.INSTANCE, RunObserver.NONE);
      migrations.add(migration);
      if (!isApplied(migration)) {
        judge(script, migration, words, standIns);
      }
      placeholders(script, standIns);
    }
    migrations.addAll(programs(listing, names, configuration, words));
    migrations.sort(new ResolvedMigrationComparator());
    contradictions(migrations, configuration, words);
    if (files.migrations().isEmpty() && migrations.isEmpty() && problems.isEmpty()) {
      lacking(listing);
    }
    return written(migrations);
  }

  private void lacking(Listing listing) {
    if (!settings.allowEmpty()) {
      var none = SourceContents.noMigrations(settings.source(), listing);
      problems.add(
          ofFolder(
              OwnReason.NO_MIGRATIONS,
              none.getMessage(),
              "Name the folder of the scripts that are called like V1__what_it_does.sql. Only if none"
                  + " is meant to be there, set WAYMARK_ALLOW_EMPTY=true."));
    }
  }

  private Map<String, Script> scripts(
      SourceFiles files, Listing listing, FluentConfiguration configuration, InvalidScripts words) {
    Map<String, Script> scripts = new LinkedHashMap<>();
    files
        .migrations()
        .forEach(
            (file, name) -> {
              try {
                scripts.put(
                    file.getRelativePath(),
                    new Script(
                        name,
                        file,
                        listing.configurationOf(file),
                        configuration,
                        StandIns.ofFlyway()));
              } catch (FlywayException exception) {
                problem(words.unreadable(null, file.getRelativePath(), exception));
              }
            });
    return scripts;
  }

  private void judge(
      Script script, ResolvedMigration resolved, InvalidScripts words, StandIns standIns) {
    Migration migration =
        new Migration(
            resolved.getVersion() == null ? null : resolved.getVersion().toString(),
            resolved.getDescription(),
            resolved.getType().name().toLowerCase(Locale.ROOT),
            resolved.getScript(),
            resolved.getChecksum(),
            resolved.getChecksum(),
            "pending",
            null,
            null,
            null,
            null);
    var review = script.review();
    words.downFile(migration).ifPresent(it -> downFiles.add(migration.script()));
    new WaitingScript(migration, review, script::parsed)
        .objections(
            words,
            objection ->
                standIns.isCertain(objection, review.orElseThrow(), ResourceText.of(script.file())))
        .forEach(this::problem);
  }

  private boolean isApplied(ResolvedMigration migration) {
    return applied != null
        && migration.getVersion() != null
        && migration.getVersion().compareTo(applied) <= 0;
  }

  /** What is no SQL, and yet a migration of Flyway's. */
  private List<ResolvedMigration> programs(
      Listing listing,
      ScriptName.Rules names,
      FluentConfiguration configuration,
      InvalidScripts words) {
    if (listing.files().stream().noneMatch(names::isProgram)) {
      return List.of();
    }
    try {
      return ScriptResolver.resolved(
          configuration,
          new OtherFiles(listing, names.prefixes(), configuration.getSqlMigrationSuffixes()),
          StandIns.ofFlyway(),
          List.of());
    } catch (FlywayException exception) {
      problem(words.contradiction(exception));
      return List.of();
    }
  }

  /** Flyway names the first two that contradict each other, and is asked about each two. */
  private void contradictions(
      List<ResolvedMigration> sorted, FluentConfiguration configuration, InvalidScripts words) {
    Map<String, List<ResolvedMigration>> same = new TreeMap<>();
    for (ResolvedMigration migration : sorted) {
      String identity =
          migration.getVersion() == null
              ? "R " + migration.getDescription()
              : "V " + RunRequest.normal(migration.getVersion().toString());
      same.computeIfAbsent(identity, key -> new ArrayList<>()).add(migration);
    }
    for (List<ResolvedMigration> group : same.values()) {
      group.sort(Comparator.comparing(ResolvedMigration::getScript));
      for (int second = 1; second < group.size(); second++) {
        contradiction(group.get(second - 1), group.get(second), configuration, words);
      }
    }
  }

  private void contradiction(
      ResolvedMigration first,
      ResolvedMigration second,
      FluentConfiguration configuration,
      InvalidScripts words) {
    if (downFiles.contains(first.getScript()) || downFiles.contains(second.getScript())) {
      return;
    }
    try {
      ScriptResolver.resolved(
          configuration, new Listing(List.of()), Map.of(), List.of(first, second));
    } catch (FlywayException exception) {
      problems.add(
          Remark.of(words.contradiction(exception), second.getScript(), file(second.getScript())));
    }
  }

  private void placeholders(Script script, StandIns standIns) {
    for (String name : script.file().placeholders().names()) {
      if (standIns.names().contains(name) && script.replacesPlaceholders()) {
        String path = script.file().getRelativePath();
        notes.add(
            new Remark(
                OwnReason.PLACEHOLDER_WITHOUT_VALUE.code(),
                null,
                path,
                file(path),
                line(ResourceText.of(script.file()), "${" + name + "}"),
                "${%s} has no value here, so that only what does not depend on it was judged."
                    .formatted(name),
                "Where it runs it needs one (WAYMARK_PLACEHOLDERS_NAME=value); here, --placeholder"
                    + " %s=value gives it one.".formatted(name)));
      }
    }
  }

  private static Integer line(String text, String part) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.toLowerCase(Locale.ROOT).contains(part)) {
        return number;
      }
    }
    return null;
  }

  /**
   * Undo scripts are left out on purpose, and what does not end in .sql was not meant for Flyway.
   */
  private void leftOut(LeftOutFile left) {
    OwnReason reason =
        switch (left.reason()) {
          case NO_MIGRATION -> OwnReason.NO_MIGRATION;
          case CONFIGURATION_WITHOUT_SCRIPT -> OwnReason.CONFIGURATION_WITHOUT_SCRIPT;
          case UNDO_SCRIPT, NO_SQL -> null;
        };
    if (reason != null) {
      notes.add(
          new Remark(
              reason.code(),
              null,
              left.file(),
              file(left.file()),
              null,
              "%s is executed by no run. %s".formatted(left.file(), left.detail()),
              reason == OwnReason.CONFIGURATION_WITHOUT_SCRIPT
                  ? "Call it like its script, with .conf at the end, or remove it."
                  : "If it is to run, call it like V2__what_it_does.sql."));
    }
  }

  private void problem(InvalidMigration invalid) {
    String script = invalid.script();
    problems.add(Remark.of(invalid, script, script == null ? folder() : file(script)));
  }

  private Remark ofFolder(OwnReason reason, String detail, String hint) {
    return new Remark(reason.code(), null, null, folder(), null, detail, hint);
  }

  private CheckReport written(List<ResolvedMigration> migrations) {
    String source = settings.source().toString();
    return new CheckReport(
        source.isEmpty() ? "." : source,
        migrations.stream()
            .map(
                it ->
                    new CheckedScript(
                        it.getVersion() == null ? null : it.getVersion().toString(),
                        it.getScript(),
                        file(it.getScript())))
            .toList(),
        problems,
        notes);
  }

  private String file(String script) {
    String folder = folder();
    return folder.isEmpty() || folder.equals(".") ? script : folder + "/" + script;
  }

  private String folder() {
    return settings.source() instanceof MigrationSource.Folder source
        ? SarifLog.shown(source.path())
        : settings.source().toString();
  }
}

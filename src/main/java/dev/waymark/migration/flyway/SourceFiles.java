package dev.waymark.migration.flyway;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.LeftOutFile;
import dev.waymark.migration.LeftOutFile.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.internal.resource.ResourceName;

/**
 * What each file of a source is to Flyway.
 *
 * @param migrations the SQL migrations, with their names taken apart
 * @param callbacks the events at which something is executed, in SQL or otherwise
 * @param badNames what was certainly meant to be one of these
 * @param leftOut all other files, apart from the configuration of scripts
 */
record SourceFiles(
    Map<ScriptFile, ScriptName> migrations,
    Set<Event> callbacks,
    List<InvalidMigration> badNames,
    List<LeftOutFile> leftOut) {

  /** The events of Flyway's migrate that do not depend on anything being pending. */
  private static final Set<Event> ALWAYS =
      EnumSet.of(
          Event.AFTER_CONNECT,
          Event.BEFORE_VALIDATE,
          Event.AFTER_VALIDATE,
          Event.BEFORE_MIGRATE,
          Event.AFTER_VERSIONED,
          Event.AFTER_MIGRATE,
          Event.AFTER_MIGRATE_OPERATION_FINISH);

  private static final Pattern UNDO = Pattern.compile("[Uu]\\d.*\\.sql", Pattern.CASE_INSENSITIVE);
  private static final Pattern SQL = Pattern.compile(".*\\.sql", Pattern.CASE_INSENSITIVE);

  static SourceFiles of(
      Listing listing, ScriptName.Rules names, String[] suffixes, InvalidScripts words) {
    var files =
        new SourceFiles(
            new LinkedHashMap<>(),
            EnumSet.noneOf(Event.class),
            new ArrayList<>(),
            new ArrayList<>());
    for (ScriptFile file : listing.files()) {
      if (Listing.isScript(file, suffixes)) {
        files.addScript(file, names, words);
      } else if (names.program(file).isPresent()) {
        files.callbacks.add(names.program(file).get());
      } else if (!listing.isConfiguration(file)) {
        files.addOther(file, words);
      }
    }
    return files;
  }

  boolean runsCallbacks() {
    return callbacks.stream().anyMatch(ALWAYS::contains);
  }

  private void addScript(ScriptFile file, ScriptName.Rules names, InvalidScripts words) {
    ResourceName parts = names.parts(file);
    if (!parts.isValid() || names.isBare(parts)) {
      addOther(file, words);
    } else {
      names
          .migration(parts)
          .ifPresentOrElse(
              name -> migrations.put(file, name),
              () -> callbacks.add(Event.fromId(parts.getPrefix())));
    }
  }

  private void addOther(ScriptFile file, InvalidScripts words) {
    NearMiss.of(file.getFilename())
        .ifPresentOrElse(
            miss -> badNames.add(words.badName(file, miss)),
            () -> leftOut.add(new LeftOutFile(file.getRelativePath(), reason(file.getFilename()))));
  }

  private static Reason reason(String filename) {
    if (UNDO.matcher(filename).matches()) {
      return Reason.UNDO_SCRIPT;
    }
    if (filename.endsWith(Listing.CONFIGURATION)) {
      return Reason.CONFIGURATION_WITHOUT_SCRIPT;
    }
    return SQL.matcher(filename).matches() ? Reason.NO_MIGRATION : Reason.NO_SQL;
  }
}

package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.script.Objection;
import dev.waymark.migration.script.ScriptReview;
import dev.waymark.migration.script.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;

/**
 * What stands for placeholders that have no value where scripts are checked, and will have one
 * where they run: a name that no script has by itself, so that it is known again.
 *
 * @param names the placeholders without a value, in lower case
 */
record StandIns(Set<String> names) {
  private static final String PREFIX = "waymark_placeholder_";
  private static final String FLYWAYS_OWN = "flyway:";
  private static final Pattern NAME = Pattern.compile("[\\w.-]+");

  /** For what the files mention and the settings give no value. */
  static StandIns of(Collection<ScriptFile> files, MigrationSettings settings) {
    Set<String> given =
        settings.placeholders().keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<String> names = new TreeSet<>();
    for (ScriptFile file : files) {
      try {
        file.placeholders().names().stream()
            .filter(name -> NAME.matcher(name).matches() && !given.contains(name))
            .forEach(names::add);
      } catch (FlywayException unreadable) {
        // Which is said where the script is made of it.
        continue;
      }
    }
    return new StandIns(names);
  }

  /** The settings with a value for each. */
  MigrationSettings in(MigrationSettings settings) {
    Map<String, String> placeholders = new HashMap<>(settings.placeholders());
    names.forEach(name -> placeholders.put(name, PREFIX + name.replaceAll("\\W", "_")));
    return new MigrationSettings(
        settings.source(),
        settings.schemas(),
        settings.table(),
        placeholders,
        settings.outOfOrder(),
        settings.allowEmpty());
  }

  /** Values of Flyway's own placeholders, which a connection will say. */
  static Map<String, String> ofFlyway() {
    return Map.of(
        FLYWAYS_OWN + "defaultSchema", PREFIX + "schema",
        FLYWAYS_OWN + "database", PREFIX + "database",
        FLYWAYS_OWN + "user", PREFIX + "user",
        FLYWAYS_OWN + "timestamp", PREFIX + "timestamp",
        FLYWAYS_OWN + "workingDirectory", PREFIX + "directory",
        FLYWAYS_OWN + "table", PREFIX + "table",
        FLYWAYS_OWN + "environment", PREFIX + "environment");
  }

  /**
   * Whether the objection would be there whatever the values are.
   *
   * @param text the script as it stands
   */
  boolean isCertain(Objection objection, ScriptReview review, String text) {
    String line =
        text.lines().skip(objection.line() - 1L).findFirst().orElse("").toLowerCase(Locale.ROOT);
    return !line.contains("${" + FLYWAYS_OWN)
        && names.stream().noneMatch(name -> line.contains("${" + name + "}"))
        && review.statements().stream()
            .filter(it -> it.line() <= objection.line() && objection.line() <= lastLine(it))
            .noneMatch(it -> it.text().contains(PREFIX));
  }

  private static int lastLine(Statement statement) {
    return statement.line() + (int) statement.text().chars().filter(it -> it == '\n').count();
  }
}

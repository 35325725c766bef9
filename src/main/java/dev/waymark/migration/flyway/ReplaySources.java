package dev.waymark.migration.flyway;

import dev.waymark.migration.script.ReachingStatement;
import dev.waymark.migration.script.ReplayedScript;
import dev.waymark.verification.expectation.ReplayNeeds;
import dev.waymark.verification.expectation.ReplayRefused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.StringResource;

/**
 * The scripts of a source as a replay executes them, callbacks included: their placeholders are
 * replaced, what reaches beyond the database is left out, and roles are exchanged for stand-ins.
 */
final class ReplaySources {
  private final Configuration configuration;
  private final Listing files;
  private final Map<String, ReplayedScript> scripts = new LinkedHashMap<>();

  /**
   * Reads the scripts.
   *
   * @param files the applied migrations, callbacks and what belongs to them
   * @param placeholders the values of Flyway's own placeholders
   * @throws ReplayRefused if one cannot be read
   */
  ReplaySources(Configuration configuration, Listing files, Map<String, String> placeholders)
      throws ReplayRefused {
    this.configuration = configuration;
    this.files = files;
    ScriptName.Rules names = new ScriptName.Rules(configuration);
    for (ScriptFile file : files.scripts(configuration.getSqlMigrationSuffixes())) {
      ParsingContext context = new ParsingContext();
      context.getPlaceholders().putAll(placeholders);
      ResourceName parts = names.parts(file);
      try {
        String text =
            ReviewedScript.text(parts, file, files.configurationOf(file), configuration, context);
        scripts.put(file.getRelativePath(), ReplayedScript.of(text));
      } catch (FlywayException exception) {
        throw new ReplayRefused(
            "%s cannot be read: %s".formatted(file.getRelativePath(), exception.getMessage()),
            "Look at the file.",
            exception);
      }
    }
  }

  /**
   * What they need where they are replayed.
   *
   * @throws ReplayRefused if one has a statement that reaches beyond its database and cannot be
   *     left out
   */
  ReplayNeeds needs() throws ReplayRefused {
    Set<String> extensions = new HashSet<>();
    List<String> leftOut = new ArrayList<>();
    for (var script : scripts.entrySet()) {
      extensions.addAll(script.getValue().extensions());
      for (ReachingStatement statement : script.getValue().reaching()) {
        String what =
            "%s (%s, line %d)".formatted(statement.command(), script.getKey(), statement.line());
        if (!statement.omissible()) {
          throw new ReplayRefused(
              "%s is not replayed, because it reaches beyond its database: %s in line %d."
                  .formatted(script.getKey(), statement.command(), statement.line()),
              "A replay must change nothing outside of it, and without the statement the schema may"
                  + " be another.",
              null);
        }
        leftOut.add(what);
      }
    }
    return new ReplayNeeds(roles(), extensions, leftOut);
  }

  /** The roles that they name where a role is named. */
  Set<String> roles() {
    Set<String> roles = new HashSet<>();
    scripts.values().forEach(script -> roles.addAll(script.roles()));
    return roles;
  }

  /** Their statements that reach beyond the database, by script. */
  Map<String, List<ReachingStatement>> reaching() {
    Map<String, List<ReachingStatement>> reaching = new LinkedHashMap<>();
    scripts.forEach((name, script) -> reaching.put(name, script.reaching()));
    return reaching;
  }

  /** The scripts by name, edited as {@link ReplayedScript#edited} says. */
  Map<String, String> edited(
      Map<String, String> roles, Set<String> extensions, Set<String> schemas) {
    Map<String, String> edited = new LinkedHashMap<>();
    scripts.forEach((name, script) -> edited.put(name, script.edited(roles, extensions, schemas)));
    return edited;
  }

  /** All files, with these texts in the place of the scripts. */
  Listing with(Map<String, String> texts) {
    return replaced(files, texts);
  }

  /** All of these files, with these texts in the place of those of that name. */
  static Listing replaced(Listing files, Map<String, String> texts) {
    List<ScriptFile> replaced = new ArrayList<>();
    for (ScriptFile file : files.files()) {
      String text = texts.get(file.getRelativePath());
      replaced.add(text == null ? file : ScriptFile.packaged(new Edited(file, text)));
    }
    return new Listing(replaced);
  }

  /** A file with another text. */
  private static final class Edited extends StringResource {
    private final ScriptFile file;

    Edited(ScriptFile file, String text) {
      super(text);
      this.file = file;
    }

    @Override
    public String getAbsolutePath() {
      return file.getAbsolutePath();
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return file.getAbsolutePathOnDisk();
    }

    @Override
    public String getFilename() {
      return file.getFilename();
    }

    @Override
    public String getRelativePath() {
      return file.getRelativePath();
    }
  }
}

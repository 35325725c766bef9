package dev.waymark.migration.flyway;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.baseline.BaselineMigrationConfigurationExtension;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;

/** The name of a script that is a migration: versioned, repeatable, or a baseline. */
record ScriptName(ResourceName parts, Prefixes prefixes) {

  /** The three prefixes that make a script a migration; another one makes it a callback. */
  record Prefixes(String versioned, String repeatable, String baseline) {
    static Prefixes of(Configuration configuration) {
      return new Prefixes(
          configuration.getSqlMigrationPrefix(),
          configuration.getRepeatableSqlMigrationPrefix(),
          configuration
              .getPluginRegister()
              .getExact(BaselineMigrationConfigurationExtension.class)
              .getBaselineMigrationPrefix());
    }

    boolean contain(String prefix) {
      return List.of(versioned, repeatable, baseline).contains(prefix);
    }
  }

  /** Takes names apart by the rules of one configuration. */
  static final class Rules {
    /** What Flyway takes for programs: these, and whatever has no ending. */
    private static final String[] PROGRAMS = {".cmd", ".bat", ".ps1", ".py", ".sh", ".bash"};

    private static final Pattern PROGRAM =
        Pattern.compile("[^.]+(\\.(cmd|bat|ps1|py|sh|bash))?", Pattern.CASE_INSENSITIVE);

    private final ResourceNameParser parser;
    private final Prefixes prefixes;

    Rules(Configuration configuration) {
      this.parser = new ResourceNameParser(configuration);
      this.prefixes = Prefixes.of(configuration);
    }

    Prefixes prefixes() {
      return prefixes;
    }

    /** The parts of any name, which know themselves whether they are valid. */
    ResourceName parts(ScriptFile file) {
      return parser.parse(file.getFilename());
    }

    /** Whether it is a migration and no SQL: Flyway's script migrations. */
    boolean isProgram(ScriptFile file) {
      return PROGRAM.matcher(file.getFilename()).matches()
          && migration(parser.parse(file.getFilename(), PROGRAMS)).isPresent();
    }

    /** The event at which it is executed, though it is no SQL: Flyway's script callbacks. */
    Optional<Event> program(ScriptFile file) {
      if (!PROGRAM.matcher(file.getFilename()).matches()) {
        return Optional.empty();
      }
      ResourceName parts = parser.parse(file.getFilename(), PROGRAMS);
      return parts.isValid()
          ? Optional.ofNullable(Event.fromId(parts.getPrefix()))
          : Optional.empty();
    }

    /** A migration's prefix and nothing behind it, such as R.sql: Flyway passes over it. */
    boolean isBare(ResourceName parts) {
      return prefixes.contain(parts.getPrefix())
          && parts.getPrefix().equals(parts.getFilenameWithoutSuffix());
    }

    /** The name, if it is valid and a migration's. */
    Optional<ScriptName> migration(ResourceName parts) {
      return parts.isValid() && prefixes.contain(parts.getPrefix()) && !isBare(parts)
          ? Optional.of(new ScriptName(parts, prefixes))
          : Optional.empty();
    }
  }

  boolean isRepeatable() {
    return parts.getPrefix().equals(prefixes.repeatable());
  }

  boolean isBaseline() {
    return parts.getPrefix().equals(prefixes.baseline());
  }
}

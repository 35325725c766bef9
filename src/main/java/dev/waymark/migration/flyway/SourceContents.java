package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationException.NoMigrations;
import dev.waymark.migration.MigrationSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** What lies where the migrations should be, looked at without a database. */
public final class SourceContents {
  private static final int NAMED = 5;

  private SourceContents() {}

  /**
   * Why there is nothing to apply; empty if there is something, or what was meant to be.
   *
   * @throws dev.waymark.migration.MigrationException.SourceUnreadable if it cannot be listed
   */
  public static Optional<NoMigrations> lacking(MigrationSource source) {
    FluentConfiguration plain = new FluentConfiguration();
    Listing listing = new SourceResources(source).list();
    ScriptName.Rules names = new ScriptName.Rules(plain);
    SourceFiles files =
        SourceFiles.of(
            listing, names, plain.getSqlMigrationSuffixes(), new InvalidScripts(Map.of()));
    boolean none =
        files.migrations().isEmpty()
            && files.badNames().isEmpty()
            && listing.files().stream().noneMatch(names::isProgram);
    return none ? Optional.of(noMigrations(source, listing)) : Optional.empty();
  }

  static NoMigrations noMigrations(MigrationSource source, Listing listing) {
    List<String> all = listing.files().stream().map(ScriptFile::getRelativePath).toList();
    List<String> some = all.stream().limit(NAMED).toList();
    return new NoMigrations(
        "There are no migrations in %s: %s".formatted(place(source), contents(all.size(), some)),
        "Point WAYMARK_MIGRATIONS at the folder of the scripts that are called like"
            + " V1__what_it_does.sql, and look whether it is mounted. Only if none is meant to be"
            + " there, set WAYMARK_ALLOW_EMPTY=true.",
        some);
  }

  private static String place(MigrationSource source) {
    return source instanceof MigrationSource.Folder folder
        ? folder.path().toAbsolutePath().toString()
        : source.toString();
  }

  private static String contents(int count, List<String> some) {
    if (count == 0) {
      return "it is empty.";
    }
    String names = String.join(", ", some);
    return count == 1
        ? "it holds one file, " + names + ", which is none."
        : "it holds %d files, none of which is one%s %s."
            .formatted(count, count > some.size() ? ", such as" : ":", names);
  }
}

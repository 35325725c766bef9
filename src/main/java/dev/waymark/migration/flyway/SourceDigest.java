package dev.waymark.migration.flyway;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.MigrationException.Invalid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.resource.ResourceName;

/**
 * Shows by one short text whether two sources hold the same scripts: {@link
 * FlywayEngine#sourceDigest} says of what it is made.
 */
final class SourceDigest {
  private final ScriptName.Rules names;
  private final String[] suffixes;
  private final InvalidScripts invalid;
  private Listing listing;
  private String digest;

  SourceDigest(Configuration configuration) {
    this.names = new ScriptName.Rules(configuration);
    this.suffixes = configuration.getSqlMigrationSuffixes();
    this.invalid = new InvalidScripts(configuration.getPlaceholders());
  }

  /**
   * The digest of these files, made once for as long as none changes.
   *
   * @throws Invalid with all that cannot be read
   */
  synchronized String of(Listing files) {
    if (listing != files) {
      digest = hash(lines(files));
      listing = files;
    }
    return digest;
  }

  private String lines(Listing files) {
    List<ScriptFile> scripts =
        files.scripts(suffixes).stream().filter(file -> names.parts(file).isValid()).toList();
    List<String> lines = new ArrayList<>();
    List<InvalidMigration> unreadable = new ArrayList<>();
    try (var beside = new FromTheEnd(scripts, ScriptFile::checksum)) {
      for (ScriptFile file : scripts) {
        try {
          lines.add(line(file, files.configurationOf(file)));
        } catch (FlywayException exception) {
          unreadable.add(invalid.unreadable(null, file.getRelativePath(), exception));
        }
      }
    }
    if (!unreadable.isEmpty()) {
      throw new Invalid(unreadable);
    }
    return lines.stream().sorted().collect(Collectors.joining());
  }

  private String line(ScriptFile file, ScriptFile scriptConfiguration) {
    ResourceName parts = names.parts(file);
    StringJoiner line = new StringJoiner("\t", "", "\n");
    String version = parts.getVersion() == null ? "" : parts.getVersion().toString();
    line.add(parts.getPrefix()).add(version).add(parts.getDescription());
    line.add(Integer.toString(file.checksum()));
    if (scriptConfiguration != null) {
      line.add(Integer.toString(scriptConfiguration.checksum()));
    }
    return line.toString();
  }

  private static String hash(String lines) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException(exception);
    }
  }
}

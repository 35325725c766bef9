package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationException.Invalid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
   * @throws Invalid if one of them cannot be read
   */
  synchronized String of(Listing files) {
    if (listing != files) {
      String lines =
          files.scripts(suffixes).stream()
              .filter(file -> names.parts(file).isValid())
              .map(file -> line(file, files.configurationOf(file)))
              .sorted()
              .collect(Collectors.joining());
      digest = hash(lines);
      listing = files;
    }
    return digest;
  }

  private String line(ScriptFile file, ScriptFile scriptConfiguration) {
    ResourceName parts = names.parts(file);
    StringJoiner line = new StringJoiner("\t", "", "\n");
    String version = parts.getVersion() == null ? "" : parts.getVersion().toString();
    line.add(parts.getPrefix()).add(version).add(parts.getDescription());
    try {
      line.add(Integer.toString(file.checksum()));
      if (scriptConfiguration != null) {
        line.add(Integer.toString(scriptConfiguration.checksum()));
      }
      return line.toString();
    } catch (FlywayException exception) {
      throw new Invalid(List.of(invalid.unreadable(null, file.getRelativePath(), exception)));
    }
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

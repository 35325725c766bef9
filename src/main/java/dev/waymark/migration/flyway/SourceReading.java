package dev.waymark.migration.flyway;

import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.script.OwnTransactions;
import dev.waymark.migration.script.ScriptReview;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.api.FlywayException;

/** Reads what a run would execute, statement by statement. */
final class SourceReading {
  private final Resolution resolution;
  private final ScriptResolver scripts;
  private final Map<String, String> texts = new TreeMap<>();

  private SourceReading(Resolution resolution, ScriptResolver scripts) {
    this.resolution = resolution;
    this.scripts = scripts;
  }

  static ReadSource of(
      Resolution resolution,
      ScriptResolver scripts,
      MigrationStatus status,
      MigrationSettings settings) {
    return new SourceReading(resolution, scripts).read(status, settings);
  }

  private ReadSource read(MigrationStatus status, MigrationSettings settings) {
    List<ReadScript> pending = new ArrayList<>();
    for (Migration migration : status.pending()) {
      pending.add(read(migration));
    }
    List<String> callbacks = new ArrayList<>();
    for (ScriptFile file : scripts.callbacks(resolution.listing())) {
      callbacks.add(file.getRelativePath());
      take(file);
    }
    return new ReadSource(
        status,
        pending,
        texts,
        callbacks,
        settings.defaultSchema().orElse(null),
        new ListedFiles(resolution.listing()));
  }

  private ReadScript read(Migration migration) {
    ScriptFile file = resolution.listing().getResource(migration.script());
    if (file != null) {
      take(file);
    }
    Script script = resolution.named().get(migration.script());
    if (script == null) {
      // No SQL: a program of Flyway's.
      return new ReadScript(migration, false, OwnTransactions.NONE, Map.of(), List.of(), List.of());
    }
    try {
      return new ReadScript(
          migration,
          script.executesInTransaction(),
          script.transactions(),
          script.review().map(ScriptReview::settings).orElse(Map.of()),
          script.review().map(ScriptReview::acceptances).orElse(List.of()),
          script.parts());
    } catch (FlywayException unreadable) {
      // Which is why the status calls it invalid.
      return new ReadScript(migration, true, script.transactions(), Map.of(), List.of(), List.of());
    }
  }

  private void take(ScriptFile file) {
    texts.put(file.getRelativePath(), digest(file));
    ScriptFile configuration = resolution.listing().configurationOf(file);
    if (configuration != null) {
      texts.put(configuration.getRelativePath(), digest(configuration));
    }
  }

  private static String digest(ScriptFile file) {
    try {
      byte[] text = ResourceText.of(file).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java platform has SHA-256", exception);
    }
  }
}

package dev.waymark.command;

import dev.waymark.database.DatabaseAddresses;
import dev.waymark.settings.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * Settings of the services in this process that a command line gives, each in the place of its
 * variable. Each help names the variable.
 */
final class SettingOptions {
  private static final String FILE = "_FILE";

  /**
   * What says where the database is: a user who gives one of these on the command line means no
   * other.
   */
  private static final List<String> ADDRESSES =
      List.of(
          DatabaseAddresses.POOLED_VARIABLE,
          DatabaseAddresses.POOLED_VARIABLE + FILE,
          DatabaseAddresses.DIRECT_VARIABLE,
          DatabaseAddresses.DIRECT_VARIABLE + FILE);

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description =
          "The database. Others of this machine see a password here, but not in "
              + "--database-url-file (DATABASE_URL).")
  private String databaseUrl;

  @Option(
      names = "--database-url-file",
      paramLabel = "FILE",
      description = "A file that holds its address (DATABASE_URL_FILE).")
  private Path databaseUrlFile;

  @Option(
      names = "--database-url-unpooled",
      paramLabel = "URL",
      description =
          "The direct connection, where the other one leads through a pooler "
              + "(DATABASE_URL_UNPOOLED).")
  private String directUrl;

  @Option(
      names = "--database-url-unpooled-file",
      paramLabel = "FILE",
      description = "A file that holds that address (DATABASE_URL_UNPOOLED_FILE).")
  private Path directUrlFile;

  @Option(
      names = "--migrations",
      paramLabel = "FOLDER",
      description =
          "Where the scripts are; without either, the folder migrations (WAYMARK_MIGRATIONS).")
  private String migrations;

  @Option(
      names = "--schemas",
      paramLabel = "NAMES",
      description = "The schemas that Flyway manages, comma-separated (WAYMARK_SCHEMAS).")
  private String schemas;

  @Option(
      names = "--history-table",
      paramLabel = "NAME",
      description = "Flyway's history table (WAYMARK_HISTORY_TABLE).")
  private String historyTable;

  @Option(
      names = "--namespaces",
      paramLabel = "NAMES",
      description =
          "The namespaces that are verified, comma-separated; * for all (WAYMARK_NAMESPACES).")
  private String namespaces;

  @Option(
      names = "--contract",
      paramLabel = "FILE",
      description = "The contract that the database is held against (WAYMARK_CONTRACT).")
  private String contract;

  @Option(
      names = "--ignore",
      paramLabel = "FILE",
      description = "Rules for differences to ignore (WAYMARK_IGNORE).")
  private String ignore;

  @Option(
      names = "--lock-timeout",
      paramLabel = "TIME",
      description =
          "How long a statement may wait for a lock before its migration is tried "
              + "again (WAYMARK_LOCK_TIMEOUT).")
  private String lockTimeout;

  @Option(
      names = "--statement-timeout",
      paramLabel = "TIME",
      description = "How long a statement of a migration may take (WAYMARK_STATEMENT_TIMEOUT).")
  private String statementTimeout;

  @Option(
      names = "--placeholder",
      paramLabel = "NAME=VALUE",
      description =
          "What $${name} in a script stands for; may be repeated (WAYMARK_PLACEHOLDERS_NAME).")
  private Map<String, String> placeholders = Map.of();

  @Option(
      names = "--out-of-order",
      description = "Apply a version lower than the current one, too (WAYMARK_OUT_OF_ORDER).")
  private boolean outOfOrder;

  /**
   * The value of each setting that the command line decides; empty for one that it takes away.
   *
   * @throws IOException if a file cannot be used; the message says which and why, and never what it
   *     holds
   * @throws IllegalArgumentException if two options say the same; the message names them
   */
  Map<String, String> given() throws IOException {
    Map<String, String> given = new HashMap<>();
    put(
        given,
        DatabaseAddresses.POOLED_VARIABLE,
        address("--database-url", databaseUrl, databaseUrlFile));
    put(
        given,
        DatabaseAddresses.DIRECT_VARIABLE,
        address("--database-url-unpooled", directUrl, directUrlFile));
    put(given, "waymark.migrations", migrations);
    put(given, "waymark.schemas", schemas);
    put(given, "waymark.history-table", historyTable);
    put(given, "waymark.namespaces", namespaces);
    put(given, "waymark.contract", contract);
    put(given, "waymark.ignore", ignore);
    put(given, "waymark.lock-timeout", lockTimeout);
    put(given, "waymark.statement-timeout", statementTimeout);
    if (outOfOrder) {
      given.put("waymark.out-of-order", "true");
    }
    given.putAll(placeholders(placeholders));
    if (ADDRESSES.stream().anyMatch(given::containsKey)) {
      ADDRESSES.forEach(address -> given.putIfAbsent(address, ""));
    }
    return given;
  }

  /** The settings that give placeholders their values. */
  static Map<String, String> placeholders(Map<String, String> values) {
    Map<String, String> given = new HashMap<>();
    values.forEach((name, value) -> given.put("waymark.placeholders." + key(name), value));
    return given;
  }

  private static String address(String option, String url, Path file) throws IOException {
    if (url != null && file != null) {
      throw new IllegalArgumentException("%s and %s-file say the same.".formatted(option, option));
    }
    return file == null ? url : Secrets.text(file);
  }

  /** In quotes where a dot would end it. */
  private static String key(String name) {
    return name.contains(".") ? '"' + name + '"' : name;
  }

  private static void put(Map<String, String> given, String setting, String value) {
    if (value != null) {
      given.put(setting, value);
    }
  }
}

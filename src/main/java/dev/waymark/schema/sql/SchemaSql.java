package dev.waymark.schema.sql;

import dev.waymark.schema.ServerVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A whole schema as statements, in the order in which an empty database takes them.
 *
 * @param server what it was read from
 * @param namespaces those that were read
 * @param roles what is written of the roles
 * @param statements in order
 * @param notWritten what they do not say, by object
 */
public record SchemaSql(
    ServerVersion server,
    List<String> namespaces,
    WrittenRoles roles,
    List<Statement> statements,
    List<NotWritten> notWritten) {
  /**
   * What has a say in how the text is read: in the end it is what it was for the session. Bodies of
   * functions may name what comes after them.
   */
  private static final Map<String, String> SETTINGS = settings();

  private static Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("client_encoding", "'UTF8'");
    settings.put("client_min_messages", "warning");
    settings.put("standard_conforming_strings", "on");
    settings.put("intervalstyle", "postgres");
    settings.put("lc_monetary", "'C'");
    settings.put("xmloption", "content");
    settings.put("array_nulls", "on");
    settings.put("transform_null_equals", "off");
    settings.put("default_tablespace", "''");
    settings.put("default_table_access_method", "heap");
    settings.put("check_function_bodies", "off");
    settings.put("search_path", "''");
    return settings;
  }

  public SchemaSql {
    statements = List.copyOf(statements);
    notWritten = List.copyOf(notWritten);
    namespaces = List.copyOf(namespaces);
  }

  /**
   * One script, for psql as for a driver that takes several statements at once. It says nothing
   * that changes while the schema stays: no moment, no version of Waymark.
   */
  public String text() {
    var text = new StringBuilder();
    text.append("-- The schema of a PostgreSQL ").append(server.major());
    text.append(" database, for an empty one: ").append(comment(String.join(", ", namespaces)));
    text.append(".\n");
    if (!roles.leftOut().isEmpty()) {
      text.append("-- Without ").append(roles.leftOut()).append(".\n");
    }
    for (NotWritten missing : notWritten) {
      text.append("-- Not written: ").append(comment(missing.toString())).append(".\n");
    }
    text.append('\n');
    SETTINGS.forEach((name, value) -> text.append("SET " + name + " = " + value + ";\n"));
    boolean reset = false;
    Statement before = null;
    for (Statement statement : statements) {
      if (!reset && statement.phase().compareTo(Phase.CONTENT) >= 0) {
        reset(text);
        reset = true;
      }
      if (before == null || !Objects.equals(before.object(), statement.object())) {
        text.append('\n');
      }
      text.append(statement.sql()).append('\n');
      before = statement;
    }
    if (!reset) {
      reset(text);
    }
    return text.toString();
  }

  /** The settings under which statements before {@link Phase#CONTENT} run, as statements. */
  public static List<String> settingsBefore() {
    return SETTINGS.entrySet().stream()
        .map(it -> "SET " + it.getKey() + " = " + it.getValue())
        .toList();
  }

  /** What takes them back. */
  public static List<String> settingsAfter() {
    return SETTINGS.keySet().stream().map(it -> "RESET " + it).toList();
  }

  private static void reset(StringBuilder text) {
    text.append('\n');
    SETTINGS.keySet().forEach(name -> text.append("RESET " + name + ";\n"));
  }

  /** A name may hold the end of a line, and what follows it would be no comment. */
  private static String comment(String text) {
    return text.replaceAll("\\p{Cntrl}|[\u0085\u2028\u2029]", " ");
  }
}

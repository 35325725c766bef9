package dev.waymark.schema.sql;

import dev.waymark.schema.ServerVersion;
import java.util.List;
import java.util.Objects;

/**
 * A whole schema as statements, in the order in which an empty database takes them.
 *
 * @param server what it was read from
 * @param namespaces those that were read
 * @param statements in order
 * @param notWritten what they do not say, by object
 */
public record SchemaSql(
    ServerVersion server,
    List<String> namespaces,
    List<Statement> statements,
    List<NotWritten> notWritten) {
  /** What has a say in how the text is read. */
  private static final String SETTINGS =
      """
      SET check_function_bodies = off;
      SET standard_conforming_strings = on;
      SET client_min_messages = warning;
      SET default_tablespace = '';
      SET default_table_access_method = heap;
      SET search_path = '';
      """;

  private static final String RESET =
      """
      RESET search_path;
      RESET default_table_access_method;
      RESET default_tablespace;
      RESET client_min_messages;
      RESET standard_conforming_strings;
      RESET check_function_bodies;
      """;

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
    for (NotWritten missing : notWritten) {
      text.append("-- Not written: ").append(comment(missing.toString())).append(".\n");
    }
    text.append('\n').append(SETTINGS);
    boolean reset = false;
    Statement before = null;
    for (Statement statement : statements) {
      if (!reset && statement.phase().compareTo(Phase.CONTENT) >= 0) {
        text.append('\n').append(RESET);
        reset = true;
      }
      if (before == null || !Objects.equals(before.object(), statement.object())) {
        text.append('\n');
      }
      text.append(statement.sql()).append('\n');
      before = statement;
    }
    if (!reset) {
      text.append('\n').append(RESET);
    }
    return text.toString();
  }

  /** A name may hold the end of a line, and what follows it would be no comment. */
  private static String comment(String text) {
    return text.replaceAll("\\p{Cntrl}|[\u0085\u2028\u2029]", " ");
  }
}

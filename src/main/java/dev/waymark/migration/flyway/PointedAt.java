package dev.waymark.migration.flyway;

import dev.waymark.migration.Excerpt;
import dev.waymark.migration.script.MarkedText;
import dev.waymark.migration.script.StatementText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL points at: a line of the statement, or of a query that the statement executed.
 */
final class PointedAt {
  // Names and numbers only; its other lines quote statements and rows.
  private static final Pattern IN_FUNCTION =
      Pattern.compile("(?m)^(PL/pgSQL function .+ line \\d+ at .+|SQL function \".+\".*)$");

  private PointedAt() {}

  /**
   * The line; null where PostgreSQL points nowhere.
   *
   * @param server what it said; null if it did not answer
   * @param statement the statement that failed; null if it is not known
   * @param text masks the secrets
   */
  static Excerpt excerpt(ServerErrorMessage server, String statement, StatementText text) {
    if (server == null) {
      return null;
    }
    String query = server.getInternalQuery();
    if (query != null && server.getInternalPosition() > 0) {
      return line(text.marked(query, server.getInternalPosition()))
          .of(text.statement(query), text.safe(within(server.getWhere())));
    }
    return statement == null || server.getPosition() < 1
        ? null
        : line(text.marked(statement, server.getPosition()));
  }

  private static Excerpt line(MarkedText marked) {
    return Excerpt.of(marked.text(), marked.mark());
  }

  private static String within(String context) {
    Matcher function = IN_FUNCTION.matcher(context == null ? "" : context);
    return function.find() ? function.group(1) : null;
  }
}

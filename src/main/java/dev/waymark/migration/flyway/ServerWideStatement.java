package dev.waymark.migration.flyway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds statements that reach beyond the database they run in. A replay must not repeat those: it
 * would give a role its first password back, or drop a role that exists again.
 *
 * <p>It reads text, so it also finds such words inside of string literals and {@code DO} blocks;
 * refusing a harmless script costs a replay, missing one costs a server.
 */
final class ServerWideStatement {
  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern STATEMENT =
      Pattern.compile(
          """
          \\b(
            (CREATE|ALTER|DROP) \\s+ (ROLE|GROUP|DATABASE|TABLESPACE|SUBSCRIPTION|USER(?!\\s+MAPPING)) \\b
          | ALTER \\s+ SYSTEM \\b
          | (REASSIGN|DROP) \\s+ OWNED \\b
          | COMMENT \\s+ ON \\s+ (ROLE|DATABASE|TABLESPACE) \\b
          | (GRANT|REVOKE) \\b [^;]* \\b ON \\s+ (DATABASE|TABLESPACE|PARAMETER) \\b
          | COPY \\b [^;]* \\b PROGRAM \\b
          | dblink \\w* \\s* \\(
          | pg_(terminate_backend|cancel_backend|reload_conf|promote) \\s* \\(
          | pg_(create|drop)_\\w*replication_slot \\s* \\(
          )""",
          Pattern.CASE_INSENSITIVE | Pattern.COMMENTS);

  private ServerWideStatement() {}

  /** The first such statement's beginning, in one line; empty if there is none. */
  static Optional<String> in(String script) {
    Matcher matcher = STATEMENT.matcher(COMMENT.matcher(script).replaceAll(" "));
    return matcher.find()
        ? Optional.of(matcher.group(1).replaceAll("\\s+", " "))
        : Optional.empty();
  }
}

package dev.waymark.migration.script;

import java.util.Optional;

/**
 * A statement of a script that reaches beyond the database it runs in: to roles, other databases,
 * the server, its files, or other servers.
 *
 * @param line the line on which it begins
 * @param command its first words, without names
 * @param omissible whether the database's schema is the same without it
 * @param role the role that it makes; null if it makes none
 */
public record ReachingStatement(int line, String command, boolean omissible, String role) {

  ReachingStatement(int line, String command, boolean omissible) {
    this(line, command, omissible, null);
  }

  /** Judges one statement by its words; empty if it stays in its database. */
  static Optional<ReachingStatement> of(Words words) {
    if (words.size() == 0) {
      return Optional.empty();
    }
    String command = words.source(0) + " " + words.source(1);
    if (words.is(0, "CREATE", "ALTER", "DROP")) {
      return object(words, 1);
    }
    if (words.are(0, "COMMENT", "ON") || words.are(0, "SECURITY", "LABEL")) {
      int on = words.find(0, "ON");
      return words.is(on + 1, "ROLE", "DATABASE", "TABLESPACE")
          ? omissible(words, command + " " + words.source(on + 1))
          : Optional.empty();
    }
    if (words.is(0, "GRANT", "REVOKE")) {
      return granted(words, 0).map(what -> new ReachingStatement(words.line(0), what, true));
    }
    if (words.is(0, "COPY")) {
      return copied(words, 0);
    }
    if (words.are(0, "PREPARE", "TRANSACTION")
        || words.is(0, "COMMIT", "ROLLBACK") && words.is(1, "PREPARED")) {
      return fatal(words, command);
    }
    if (words.is(0, "LOAD")) {
      return fatal(words, "LOAD");
    }
    if (words.are(0, "IMPORT", "FOREIGN")) {
      return fatal(words, "IMPORT FOREIGN SCHEMA");
    }
    if (words.is(0, "CHECKPOINT")) {
      return omissible(words, "CHECKPOINT");
    }
    int target =
        words.is(0, "REINDEX") && words.is(1, "(") ? words.find(1, "SYSTEM", "DATABASE") : 1;
    return words.is(0, "REINDEX") && words.is(target, "SYSTEM", "DATABASE")
        ? omissible(words, "REINDEX " + words.source(target))
        : Optional.empty();
  }

  /** Of {@code CREATE}, {@code ALTER} or {@code DROP} before the given word. */
  private static Optional<ReachingStatement> object(Words words, int kind) {
    String command = words.source(0) + " " + words.source(kind);
    boolean role =
        words.is(kind, "ROLE", "GROUP") || words.is(kind, "USER") && !words.is(kind + 1, "MAPPING");
    if (role && words.is(0, "CREATE")) {
      return Optional.of(
          new ReachingStatement(words.line(0), command, true, words.name(kind + 1).orElse(null)));
    }
    if (role || words.is(kind, "DATABASE", "TABLESPACE", "SYSTEM")) {
      return omissible(words, command);
    }
    return words.is(kind, "SUBSCRIPTION") ? fatal(words, command) : Optional.empty();
  }

  /**
   * What a {@code GRANT} or {@code REVOKE} that begins here gives or takes outside the database;
   * empty if that is inside.
   */
  static Optional<String> granted(Words words, int start) {
    String command = words.source(start);
    int to = words.find(start, "TO", "FROM", ";");
    int on = words.find(start, "ON", ";");
    if (on > to) {
      return Optional.of(command + " of a role");
    }
    return words.is(on + 1, "DATABASE", "TABLESPACE", "PARAMETER")
        ? Optional.of(command + " ON " + words.source(on + 1))
        : Optional.empty();
  }

  private static Optional<ReachingStatement> copied(Words words, int start) {
    int direction = words.find(start, "TO", "FROM");
    boolean outside = words.isString(direction + 1) || words.is(direction + 1, "PROGRAM");
    if (!outside) {
      return Optional.empty();
    }
    boolean writes = words.is(direction, "TO");
    return Optional.of(
        new ReachingStatement(
            words.line(start), writes ? "COPY TO outside" : "COPY FROM outside", writes));
  }

  private static Optional<ReachingStatement> omissible(Words words, String command) {
    return Optional.of(new ReachingStatement(words.line(0), command, true));
  }

  private static Optional<ReachingStatement> fatal(Words words, String command) {
    return Optional.of(new ReachingStatement(words.line(0), command, false));
  }
}

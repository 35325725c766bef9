package dev.waymark.migration.script;

import dev.waymark.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a text can be proven to stay inside its database, whichever role executes it: no
 * statement in it reaches beyond, also not in a function's body or in a string that is executed,
 * and no function is named that does. What cannot be judged is not proven.
 */
public final class HarmlessText {
  private static final int DEEPEST = 8;

  /** What a name is shown as that is put into a text when it is executed. */
  private static final String GIVEN_NAME = "waymark: a name";

  private static final String GIVEN_TEXT = "'x'";

  private static final String[] WRITING = {
    "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "COPY", "VIEW", "RULE"
  };

  private static final Pattern PART = Pattern.compile("%(?:\\d+\\$)?-?\\d*[IL]|%%");

  private final Reach reach;
  private String reason;

  /**
   * What is known of the server.
   *
   * @param functions those that may reach beyond their database
   * @param extensions those whose functions are among them
   * @param superuser whether the role that executes the text may also write to catalogs
   */
  public record Reach(Set<String> functions, Set<String> extensions, boolean superuser) {}

  private HarmlessText(Reach reach) {
    this.reach = reach;
  }

  /**
   * Why a script is not proven to be harmless, with its line; empty if it is.
   *
   * @param text the script, without what was found to reach beyond
   */
  public static Optional<String> objection(String text, Reach reach) {
    HarmlessText judge = new HarmlessText(reach);
    judge.code(text, 1, 0, false);
    return Optional.ofNullable(judge.reason);
  }

  private void code(String sql, int line, int depth, boolean body) {
    if (depth > DEEPEST) {
      refuse(line, "texts in texts are too deep to be read");
      return;
    }
    for (SourceStatement statement : SplitScript.of(sql).statements()) {
      if (reason != null) {
        return;
      }
      if (statement.length() > Grammar.LONGEST) {
        refuse(line + statement.line() - 1, "a statement is too long to be judged");
      } else {
        statement(Words.of(statement.text(), line + statement.line() - 1), depth, body);
      }
    }
  }

  private void statement(Words words, int depth, boolean body) {
    boolean executable = holdsCode(words);
    if (executable) {
      language(words);
    }
    for (int index = 0; index < words.size() && reason == null; index++) {
      word(words, index, depth, body || executable);
      if (words.isString(index)) {
        string(words, index, depth, executable);
        index = words.afterString(index) - 1;
      }
    }
    if (reach.superuser()) {
      catalogs(words);
    }
  }

  /**
   * A role that may write to catalogs can change whatever a function does, and what no statement
   * says.
   */
  private void catalogs(Words words) {
    boolean writes = false;
    boolean catalog = false;
    for (int index = 0; index < words.size(); index++) {
      writes |= words.is(index, WRITING);
      String name = words.name(index).orElse("");
      boolean called = words.is(index + 1, "(") && !isRelation(words, index);
      catalog |= name.startsWith("pg_") && !name.equals("pg_catalog") && !called;
      catalog |= name.equals(GIVEN_NAME);
    }
    if (writes && catalog) {
      refuse(words.line(0), "a catalog may be written to");
    }
  }

  /** Whether a string in it is a body, also where the statement stands in a body itself. */
  private static boolean holdsCode(Words words) {
    for (int index = 0; index < words.size(); index++) {
      boolean block =
          words.is(index, "DO") && (words.isString(index + 1) || words.is(index + 1, "LANGUAGE"));
      int kind = words.are(index + 1, "OR", "REPLACE") ? index + 3 : index + 1;
      if (block || words.is(index, "CREATE") && words.is(kind, "FUNCTION", "PROCEDURE")) {
        return true;
      }
    }
    return false;
  }

  private void word(Words words, int index, int depth, boolean body) {
    int line = words.line(index);
    if (words.isUnknown(index)) {
      refuse(line, "a sign cannot be read");
    } else if (words.is(index, "U") && words.is(index + 1, "&")
        || words.source(index).toUpperCase(Locale.ROOT).startsWith("U&\"")) {
      refuse(line, "a name or string is written in codes");
    } else if (words.name(index).filter(reach.functions()::contains).isPresent()) {
      refuse(line, "%s can reach beyond its database".formatted(words.name(index).get()));
    } else if (words.name(index).filter(GIVEN_NAME::equals).isPresent()
        && words.is(index + 1, "(")
        && !isRelation(words, index)) {
      refuse(line, "which function is called is not written here");
    } else if (words.are(index, "CREATE", "EXTENSION") && !isKnown(words, index)) {
      refuse(line, "what the functions of an extension do that is not there is not known");
    } else if (words.is(index, "SET_CONFIG")
        && !(words.isString(index + 2) && words.is(words.afterString(index + 2), ","))) {
      refuse(line, "what is set is not written as it is");
    } else if (words.name(index).filter("standard_conforming_strings"::equals).isPresent()
        && !isSetOn(words, index)) {
      refuse(line, "strings are set to be read otherwise");
    } else if (body && words.is(index, "EXECUTE")) {
      executed(words, index, depth);
    } else {
      reaching(words, index, body);
    }
  }

  /** As it is anyway, and as pg_dump begins with. */
  private static boolean isSetOn(Words words, int name) {
    return words.is(name - 1, "SET", "SESSION", "LOCAL")
        && words.is(name + 1, "=", "TO")
        && words.is(name + 2, "ON");
  }

  private boolean isKnown(Words words, int create) {
    int name = words.are(create + 2, "IF", "NOT", "EXISTS") ? create + 5 : create + 2;
    return words.name(name).filter(reach.extensions()::contains).isPresent();
  }

  /** Whether columns follow the name and not arguments. */
  private static boolean isRelation(Words words, int name) {
    int before = words.is(name - 1, ".") ? name - 3 : name - 1;
    boolean index = words.are(0, "CREATE", "INDEX") || words.are(0, "CREATE", "UNIQUE", "INDEX");
    return words.is(before, "INTO", "TABLE", "EXISTS", "REFERENCES")
        || index && words.is(before, "ON");
  }

  private void reaching(Words words, int index, boolean body) {
    boolean object =
        words.is(index, "CREATE", "ALTER", "DROP")
            && (words.is(
                    index + 1, "ROLE", "GROUP", "DATABASE", "TABLESPACE", "SYSTEM", "SUBSCRIPTION")
                || words.is(index + 1, "USER") && !words.is(index + 2, "MAPPING"));
    boolean other =
        words.is(index, "REASSIGN", "DROP") && words.is(index + 1, "OWNED")
            || words.is(index, "COMMENT", "LABEL")
                && words.is(index + 1, "ON")
                && words.is(index + 2, "ROLE", "DATABASE", "TABLESPACE")
            || words.are(index, "SECURITY", "LABEL")
            || words.are(index, "PREPARE", "TRANSACTION")
            || words.is(index, "COMMIT", "ROLLBACK") && words.is(index + 1, "PREPARED")
            || words.are(index, "FOREIGN", "TABLE")
            || words.are(index, "IMPORT", "FOREIGN")
            || words.is(index, "LOAD") && words.isString(index + 1)
            || words.is(index, "COPY") && (body || index == 0 && isOutside(words, index))
            || words.is(index, "REINDEX") && words.find(index, "SYSTEM", "DATABASE") < index + 4;
    if (object || other) {
      refuse(words.line(index), words.source(index) + " " + words.source(index + 1));
    } else if (words.is(index, "GRANT", "REVOKE") && !words.is(index + 1, "OPTION")) {
      ReachingStatement.granted(words, index).ifPresent(what -> refuse(words.line(index), what));
    }
  }

  private static boolean isOutside(Words words, int copy) {
    int direction = words.find(copy, "TO", "FROM");
    return words.isString(direction + 1) || words.is(direction + 1, "PROGRAM");
  }

  private void language(Words words) {
    int index = words.find(0, "LANGUAGE");
    if (index == words.size()) {
      return;
    }
    Optional<String> name =
        words.isString(index + 1) ? words.string(index + 1) : words.name(index + 1);
    String language = name.orElse("").toLowerCase(Locale.ROOT);
    if (!language.equals("sql") && !language.equals("plpgsql")) {
      refuse(words.line(index), "only SQL and PL/pgSQL can be judged, not " + language);
    }
  }

  /**
   * A body is code. What else is a string is data: what executes such, {@code EXECUTE} and a few
   * functions, is judged where it stands.
   */
  private void string(Words words, int index, int depth, boolean code) {
    Optional<String> value = written(words, index);
    if (!words.isDollarString(index) && words.source(index).contains("\\'")) {
      refuse(words.line(index), "where a string ends depends on a setting");
    } else if (code && value.isEmpty()) {
      refuse(words.line(index), "a string with escapes cannot be judged");
    } else if (code) {
      code(value.get(), words.line(index), depth + 1, true);
    }
  }

  /** What a constant says, whatever is set about backslashes. */
  private static Optional<String> written(Words words, int index) {
    return words
        .string(index)
        .filter(value -> words.isDollarString(index) || !value.contains("\\"));
  }

  /** {@code EXECUTE} in a body: of a text that is written here, or put together of such. */
  private void executed(Words words, int execute, int depth) {
    if (words.is(execute + 1, "FUNCTION", "PROCEDURE", "ON")
        || words.is(execute - 1, "GRANT", "REVOKE", ",")) {
      return;
    }
    int end = words.find(execute + 1, ";", "INTO", "USING", "LOOP");
    List<String> parts = new ArrayList<>();
    int index = execute + 1;
    boolean known = true;
    while (known && index < end) {
      if (words.isString(index) && written(words, index).isPresent()) {
        parts.add(written(words, index).get());
        index = words.afterString(index);
      } else if (words.is(index, "QUOTE_IDENT", "QUOTE_LITERAL", "QUOTE_NULLABLE")
          && words.is(index + 1, "(")) {
        parts.add(words.is(index, "QUOTE_IDENT") ? Sql.identifier(GIVEN_NAME) : GIVEN_TEXT);
        index = closing(words, index + 1) + 1;
      } else if (words.is(index, "FORMAT")
          && words.is(index + 1, "(")
          && words.isString(index + 2)) {
        known = formatted(written(words, index + 2), parts);
        index = closing(words, index + 1) + 1;
      } else {
        known = false;
      }
      if (known && index < end) {
        known = words.is(index, "||");
        index++;
      }
    }
    if (!known || parts.isEmpty()) {
      refuse(words.line(execute), "EXECUTE of a text that is not written here");
    } else {
      code(String.join("", parts), words.line(execute), depth + 1, false);
    }
  }

  private static boolean formatted(Optional<String> format, List<String> parts) {
    if (format.isEmpty()) {
      return false;
    }
    String rest =
        PART.matcher(format.get()).replaceAll(found -> found.group().equals("%%") ? "" : "x");
    if (rest.contains("%")) {
      return false;
    }
    parts.add(
        PART.matcher(format.get())
            .replaceAll(
                found ->
                    found.group().equals("%%")
                        ? "%"
                        : found.group().endsWith("I") ? Sql.identifier(GIVEN_NAME) : GIVEN_TEXT));
    return true;
  }

  private static int closing(Words words, int opening) {
    int depth = 0;
    for (int index = opening; index < words.size(); index++) {
      depth += words.is(index, "(") ? 1 : words.is(index, ")") ? -1 : 0;
      if (depth == 0) {
        return index;
      }
    }
    return words.size();
  }

  private void refuse(int line, String why) {
    if (reason == null) {
      reason = "line %d: %s".formatted(line, why);
    }
  }
}

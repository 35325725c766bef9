package dev.waymark.migration.script;

import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.Identifier;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.QuotedIdentifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/**
 * What a statement does to where names without a schema are looked for, for those after it.
 *
 * @param path the schemas, none where they are not known; null for those of the connection
 */
record PathChange(List<String> path) {
  private static final String SETTING = "search_path";

  private static final Pattern SETS = Pattern.compile("(?i)\\s*(?:SET|RESET|DISCARD)\\b");
  private static final Pattern MENTIONED = Pattern.compile("(?i)" + SETTING);

  /** What dumps begin with; psql scripts, too. */
  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?is)select\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\(\\s*'search_path'\\s*,\\s*'([^']*)'\\s*,.*");

  /** These set it for later sessions, or while a function runs. */
  private static final Pattern ELSEWHERE = Pattern.compile("(?:CREATE|ALTER)\\b.*");

  private static final Pattern ELEMENT = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\\s,\"]+)");

  /** Of one statement; empty if it leaves it as it is. */
  static Optional<PathChange> of(ParsedStatement statement) {
    String text = statement.source().text();
    if (text.length() > Grammar.LONGEST) {
      return Optional.empty();
    }
    if (SETS.matcher(text).lookingAt()) {
      return set(ScriptLexer.tokens(text, 1));
    }
    if (ELSEWHERE.matcher(statement.command()).matches() || !MENTIONED.matcher(text).find()) {
      return Optional.empty();
    }
    Matcher function = FUNCTION.matcher(text);
    return Optional.of(new PathChange(function.matches() ? names(function.group(1)) : List.of()));
  }

  private static Optional<PathChange> set(List<Token> words) {
    if (isReset(words)) {
      return Optional.of(new PathChange(null));
    }
    int at = is(words, 0, "SET") ? scoped(words) : 0;
    if (at > 0 && is(words, at, SETTING)) {
      return Optional.of(to(words.subList(Math.min(at + 2, words.size()), words.size())));
    }
    if (at > 0 && is(words, at, "SCHEMA")) {
      return Optional.of(to(words.subList(at + 1, words.size())));
    }
    return Optional.empty();
  }

  private static boolean isReset(List<Token> words) {
    boolean all = is(words, 0, "RESET") && is(words, 1, "ALL");
    return all
        || is(words, 0, "RESET") && is(words, 1, SETTING)
        || is(words, 0, "DISCARD") && is(words, 1, "ALL");
  }

  private static int scoped(List<Token> words) {
    return is(words, 1, "LOCAL") || is(words, 1, "SESSION") ? 2 : 1;
  }

  private static PathChange to(List<Token> values) {
    List<String> schemas = new ArrayList<>();
    for (Token value : values) {
      String text = value.getText();
      if (is(List.of(value), 0, "DEFAULT")) {
        return new PathChange(null);
      }
      if (value.getType() == Identifier || value.getType() == QuotedIdentifier) {
        schemas.add(SqlName.folded(text));
      } else if (text.startsWith("'") && text.endsWith("'") && text.length() > 1) {
        schemas.add(text.substring(1, text.length() - 1).replace("''", "'"));
      } else if (Character.isLetter(text.codePointAt(0))) {
        // A word of the grammar's, such as public, is a name here.
        schemas.add(SqlName.folded(text));
      }
    }
    return new PathChange(List.copyOf(schemas));
  }

  private static List<String> names(String setting) {
    return ELEMENT
        .matcher(setting)
        .results()
        .map(
            found ->
                found.group(1) == null
                    ? SqlName.folded(found.group(2))
                    : found.group(1).replace("\"\"", "\""))
        .toList();
  }

  private static boolean is(List<Token> words, int index, String word) {
    return index < words.size() && words.get(index).getText().equalsIgnoreCase(word);
  }
}

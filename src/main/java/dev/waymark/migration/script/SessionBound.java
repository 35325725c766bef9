package dev.waymark.migration.script;

import java.util.Optional;
import java.util.regex.Pattern;

/** Statements of which the effect is gone with their session, although they were executed. */
public final class SessionBound {
  private static final Pattern WORDS =
      Pattern.compile(
          "\\btemp(orary)?\\b|pg_temp|set_config|^prepare\\b|^declare\\b",
          Pattern.CASE_INSENSITIVE);

  private SessionBound() {}

  /** The first such statement among the first so many of a script; empty if there is none. */
  public static Optional<Statement> among(ScriptReview script, int statements) {
    return script.statements().stream()
        .limit(statements)
        .filter(statement -> WORDS.matcher(statement.text()).find())
        .findFirst();
  }
}

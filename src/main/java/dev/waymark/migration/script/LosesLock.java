package dev.waymark.migration.script;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A script that gives all advisory locks of its session away: the one that says who migrates is
 * among them, and another replica could begin in the middle.
 */
final class LosesLock implements ScriptRule {
  private static final Pattern WORDS =
      Pattern.compile("discard|pg_advisory_unlock_all", Pattern.CASE_INSENSITIVE);

  @Override
  public Stream<Objection> check(ParsedScript script) {
    return script.statements().stream().flatMap(LosesLock::check);
  }

  private static Stream<Objection> check(ParsedStatement statement) {
    ExecutedTokens tokens = ExecutedTokens.of(statement, WORDS);
    return IntStream.range(0, tokens.size())
        .mapToObj(position -> objection(tokens, position))
        .flatMap(objection -> objection);
  }

  private static Stream<Objection> objection(ExecutedTokens tokens, int position) {
    if (tokens.calls(position, "pg_advisory_unlock_all")) {
      return Stream.of(
          objection(
              tokens.line(position),
              "pg_advisory_unlock_all()",
              "Give back what the script itself has taken: SELECT pg_advisory_unlock(key);"));
    }
    boolean discards =
        tokens.begins(position)
            && tokens.word(position).equals("discard")
            && tokens.word(position + 1).equals("all");
    return discards
        ? Stream.of(
            objection(
                tokens.line(position),
                "DISCARD ALL",
                "Leave it out: Waymark resets the session itself. DISCARD PLANS, DISCARD TEMP and"
                    + " RESET ALL are fine."))
        : Stream.empty();
  }

  private static Objection objection(int line, String what, String hint) {
    return new Objection(
        Objection.Code.LOSES_LOCK,
        line,
        what
            + " gives away the lock that says who migrates: another replica could begin in the"
            + " middle.",
        hint);
  }
}

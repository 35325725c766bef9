package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import dev.waymark.migration.script.HarmlessText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges queries together with the users' code that they come to execute in a database: functions
 * that they call, also by an operator, a cast, a domain or a comparison, and what these call.
 */
public final class CalledCode {
  private static final String CODE = Sql.read(CalledCode.class, "called_code.sql");

  /** A lock that is the session's does not end with the transaction, and others skip or wait. */
  private static final Pattern LOCKS =
      Pattern.compile("\\bpg_(?:try_)?advisory_(?:xact_)?lock(?:_shared)?\\b");

  private final HarmlessText.Reach reach;
  private final List<Code> all;

  /**
   * @param word what leads to it, in lower case; null if anything may
   */
  private record Code(String word, String text) {}

  private CalledCode(HarmlessText.Reach reach, List<Code> all) {
    this.reach = reach;
    this.all = all;
  }

  /** Reads the code of the connection's database. */
  public static CalledCode of(Connection connection) throws SQLException {
    List<Code> all = new ArrayList<>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(CODE)) {
      while (row.next()) {
        String word = row.getString("word");
        all.add(new Code(word == null ? null : folded(word), row.getString("code")));
      }
    }
    return new CalledCode(ReachingFunctions.reach(connection), all);
  }

  /**
   * Why a query is not proven to stay inside its database and to be in no other session's way
   * there; empty if it is.
   */
  public Optional<String> objection(String query) {
    Set<String> texts = new LinkedHashSet<>();
    Deque<String> unread = new ArrayDeque<>(List.of(query));
    all.stream().filter(it -> it.word() == null).map(Code::text).forEach(unread::add);
    while (!unread.isEmpty()) {
      String text = unread.remove();
      if (!texts.add(text)) {
        continue;
      }
      Optional<String> objection = HarmlessText.objection(text, reach);
      if (objection.isPresent()) {
        return objection;
      }
      String folded = folded(text);
      if (LOCKS.matcher(folded).find()) {
        return Optional.of("it takes an advisory lock, which others may wait for");
      }
      // Too much is judged where a word is only part of another, never too little.
      all.stream()
          .filter(it -> it.word() != null && folded.contains(it.word()))
          .map(Code::text)
          .forEach(unread::add);
    }
    return Optional.empty();
  }

  private static String folded(String text) {
    return text.replace("\"\"", "\"").toLowerCase(Locale.ROOT);
  }
}

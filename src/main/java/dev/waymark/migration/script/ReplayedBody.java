package dev.waymark.migration.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of a {@code DO} in PL/pgSQL that stands between dollars: its statements that reach
 * beyond the database. {@code IF NOT EXISTS (...) THEN CREATE ROLE}, or the same with an exception
 * that is caught, is how scripts make a role that may be there.
 */
final class ReplayedBody {
  private static final String[] BEGINNING = {"BEGIN", "THEN", "ELSE", "LOOP"};

  /**
   * A statement that can be left out.
   *
   * @param start where it begins in the text of the {@code DO}, in code points
   * @param end where it ends
   */
  record Found(ReachingStatement statement, int start, int end) {}

  private ReplayedBody() {}

  static List<Found> omissible(Words block) {
    List<Found> found = new ArrayList<>();
    int body = block.is(1, "LANGUAGE") ? 3 : 1;
    boolean plpgsql =
        block.is(0, "DO")
            && block.isDollarString(body)
            && (body == 1 && block.afterString(1) == block.size()
                || block.is(body == 1 ? block.afterString(1) + 1 : 2, "PLPGSQL"));
    if (!plpgsql) {
      return found;
    }
    Words words = Words.of(block.string(body).orElse(""), block.line(body));
    int offset = block.end(body);
    for (int index = 1; index < words.size(); index++) {
      if (words.is(index - 1, BEGINNING) || words.is(index - 1, ";")) {
        int end = words.find(index, ";");
        Words statement = words.from(index, end);
        Optional<ReachingStatement> reach = ReachingStatement.of(statement);
        if (end < words.size() && reach.filter(ReachingStatement::omissible).isPresent()) {
          found.add(
              new Found(reach.get(), offset + words.start(index), offset + words.end(end - 1)));
        }
      }
    }
    return found;
  }
}

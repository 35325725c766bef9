package dev.waymark.migration.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a statement names a role, by the words around it. */
final class RolePlaces {
  private static final Set<String> NO_NAMES =
      Set.of("public", "current_user", "current_role", "session_user", "user", "none", "default");

  /**
   * A role's name.
   *
   * @param name the name
   * @param start where it begins in the text, in code points
   * @param end where it ends
   */
  record Place(String name, int start, int end) {}

  private final Words words;
  private final List<Place> places = new ArrayList<>();

  private RolePlaces(Words words) {
    this.words = words;
  }

  static List<Place> in(Words words) {
    RolePlaces found = new RolePlaces(words);
    found.search();
    return found.places;
  }

  private void search() {
    boolean grants =
        words.is(0, "GRANT", "REVOKE") || words.are(0, "ALTER", "DEFAULT", "PRIVILEGES");
    boolean owned = words.is(0, "REASSIGN", "DROP") && words.is(1, "OWNED");
    boolean policy = words.is(0, "CREATE", "ALTER") && words.is(1, "POLICY");
    for (int index = 0; index < words.size(); index++) {
      if (words.is(index, "AUTHORIZATION")
          || words.are(index, "OWNER", "TO")
          || words.are(index, "GRANTED", "BY")) {
        list(index + (words.is(index, "AUTHORIZATION") ? 1 : 2));
      } else if (words.is(index, "FOR") && words.is(index + 1, "ROLE", "USER")) {
        list(index + 2);
      } else if (words.are(index, "MAPPING", "FOR")) {
        list(index + 2);
      } else if (words.is(index, "SET", "SESSION", "LOCAL") && words.is(index + 1, "ROLE")) {
        list(index + (words.is(index + 2, "TO", "=") ? 3 : 2));
      } else if (owned && words.is(index, "BY", "TO")) {
        list(index + 1);
      } else if ((grants && words.is(index, "TO", "FROM")) || (policy && words.is(index, "TO"))) {
        list(index + 1);
      }
    }
  }

  /** One name, or several with commas between them. */
  private void list(int first) {
    for (int index = first; ; index += 2) {
      if (words.is(index, "GROUP")) {
        index++;
      }
      Optional<String> name = words.isString(index) ? words.string(index) : words.name(index);
      if (name.isEmpty()) {
        return;
      }
      boolean quoted = words.source(index).startsWith("\"");
      if (quoted || !NO_NAMES.contains(name.get())) {
        places.add(new Place(name.get(), words.start(index), words.end(index)));
      }
      if (!words.is(index + 1, ",")) {
        return;
      }
    }
  }
}

package dev.waymark.migration.script;

import dev.waymark.database.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A script, its placeholders replaced, as it may be executed in a database of its own: what reaches
 * beyond that database can be left out, and roles can be exchanged for others.
 */
public final class ReplayedScript {
  private final String text;
  private final List<Part> parts;

  /** A statement, and where it begins in the text, in code points. */
  private record Part(
      int start, Words words, Optional<ReachingStatement> reach, List<ReplayedBody.Found> inBody) {}

  /** What takes the place of a part of the text. */
  private record Edit(int start, int end, String by, boolean keepsLines) {
    static Edit exchange(int start, int end, String by) {
      return new Edit(start, end, by, false);
    }

    /** By a statement that does nothing, on as many lines. */
    static Edit leaveOut(int start, int end, String by) {
      return new Edit(start, end, by, true);
    }
  }

  private ReplayedScript(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /** Takes a script apart. */
  public static ReplayedScript of(String text) {
    List<Part> parts = new ArrayList<>();
    for (SourceStatement statement : SplitScript.of(text).statements()) {
      // A script of data is not worth the memory of its words.
      if (statement.length() <= Grammar.LONGEST) {
        Words words = Words.of(statement.text(), statement.line());
        parts.add(
            new Part(
                statement.start(),
                words,
                ReachingStatement.of(words),
                ReplayedBody.omissible(words)));
      }
    }
    return new ReplayedScript(text, parts);
  }

  /** Its statements that reach beyond the database. */
  public List<ReachingStatement> reaching() {
    return parts.stream()
        .flatMap(
            part ->
                Stream.concat(
                    part.reach().stream(),
                    part.inBody().stream().map(ReplayedBody.Found::statement)))
        .toList();
  }

  /** The roles that it names where a role is named. */
  public Set<String> roles() {
    Set<String> roles = new HashSet<>();
    parts.forEach(part -> RolePlaces.in(part.words()).forEach(place -> roles.add(place.name())));
    return roles;
  }

  /** The extensions that it makes. */
  public Set<String> extensions() {
    Set<String> extensions = new HashSet<>();
    parts.forEach(part -> created(part.words(), "EXTENSION").ifPresent(extensions::add));
    return extensions;
  }

  /**
   * The script without what reaches beyond the database. Lines stay where they are.
   *
   * @param roles the names that take the place of others
   * @param extensions those that are there already, with all that is said about how to make them
   * @param schemas those that are there already
   */
  public String edited(Map<String, String> roles, Set<String> extensions, Set<String> schemas) {
    List<Edit> edits = new ArrayList<>();
    for (Part part : parts) {
      boolean made =
          created(part.words(), "EXTENSION").filter(extensions::contains).isPresent()
              || isPlainSchema(part.words())
                  && created(part.words(), "SCHEMA").filter(schemas::contains).isPresent();
      if (part.reach().isPresent() || made || isCommentOnExtension(part.words())) {
        int last = part.words().size() - 1;
        edits.add(Edit.leaveOut(part.start(), part.start() + part.words().end(last), "SELECT 1"));
      } else {
        nameOfSchema(part, roles).ifPresent(edits::add);
        for (ReplayedBody.Found found : part.inBody()) {
          edits.add(
              Edit.leaveOut(part.start() + found.start(), part.start() + found.end(), "NULL"));
        }
        RolePlaces.in(part.words()).stream()
            .filter(place -> roles.containsKey(place.name()))
            .map(
                place ->
                    Edit.exchange(
                        part.start() + place.start(),
                        part.start() + place.end(),
                        roles.get(place.name())))
            .forEach(edits::add);
      }
    }
    return edits.isEmpty() ? text : applied(edits);
  }

  /** The name in {@code CREATE kind [IF NOT EXISTS] name}. */
  private static Optional<String> created(Words words, String kind) {
    if (!words.are(0, "CREATE", kind)) {
      return Optional.empty();
    }
    return words.name(words.are(2, "IF", "NOT", "EXISTS") ? 5 : 2);
  }

  private static boolean isPlainSchema(Words words) {
    return words.size() == (words.are(2, "IF", "NOT", "EXISTS") ? 6 : 3);
  }

  /**
   * Only the owner of an extension may write it, what dumps do of PostgreSQL's own; none is
   * compared.
   */
  private static boolean isCommentOnExtension(Words words) {
    return words.are(0, "COMMENT", "ON", "EXTENSION");
  }

  /** The schema's name where {@code CREATE SCHEMA AUTHORIZATION role} leaves it to the role's. */
  private static Optional<Edit> nameOfSchema(Part part, Map<String, String> roles) {
    Words words = part.words();
    int authorization = words.are(2, "IF", "NOT", "EXISTS") ? 5 : 2;
    if (!words.are(0, "CREATE", "SCHEMA") || !words.is(authorization, "AUTHORIZATION")) {
      return Optional.empty();
    }
    return words
        .name(authorization + 1)
        .filter(roles::containsKey)
        .map(
            role -> {
              int start = part.start() + words.start(authorization);
              return Edit.exchange(start, start, Sql.identifier(role) + " ");
            });
  }

  private String applied(List<Edit> edits) {
    edits.sort(Comparator.comparingInt(Edit::start));
    int[] points = text.codePoints().toArray();
    StringBuilder edited = new StringBuilder();
    int done = 0;
    for (Edit edit : edits) {
      if (edit.start() < done) {
        continue;
      }
      edited.append(new String(points, done, edit.start() - done));
      edited.append(edit.by());
      for (int index = edit.start(); edit.keepsLines() && index < edit.end(); index++) {
        edited.append(points[index] == '\n' ? "\n" : "");
      }
      done = edit.end();
    }
    return edited.append(new String(points, done, points.length - done)).toString();
  }
}

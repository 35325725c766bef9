package dev.waymark.verification;

import dev.waymark.schema.ServerVersion;
import dev.waymark.schema.comparison.State;
import dev.waymark.schema.spelling.SpellingJudge.Settled;
import dev.waymark.verification.expectation.ExpectationSource;
import java.util.ArrayList;
import java.util.List;

/** What has to be known to understand a judgement. */
final class Notes {
  /** What to do about namespaces that are named and not there. */
  static final String ABSENT_HINT =
      "Correct WAYMARK_NAMESPACES or WAYMARK_SCHEMAS, if that is not how the schema is written; else"
          + " run the migration that makes it.";

  private Notes() {}

  /**
   * @param absent the namespaces that are watched and not in the database
   * @param unwatched the namespaces of what is missing that are not watched
   */
  static List<String> of(
      ExpectationSource source,
      ServerVersion server,
      Settled settled,
      List<String> absent,
      List<String> unwatched) {
    List<String> notes = new ArrayList<>();
    if (!unwatched.isEmpty()) {
      notes.add(
          "What is missing in %s may be there: %s not watched. Name it in WAYMARK_NAMESPACES, or leave it out of what is expected."
              .formatted(
                  String.join(", ", unwatched),
                  unwatched.size() == 1 ? "that namespace is" : "those namespaces are"));
    }
    if (!absent.isEmpty()) {
      notes.add(absent(absent) + " " + ABSENT_HINT);
    }
    boolean differs =
        settled.comparison().objects().stream()
            .anyMatch(object -> object.state() == State.DIFFERENT);
    if (differs && source.postgresql() != null && source.postgresql() != server.major()) {
      notes.add(
          "The expectation was written on PostgreSQL %d, and this is PostgreSQL %d: what is different may be what the two versions print, or know, of the same object."
              .formatted(source.postgresql(), server.major()));
    }
    if (settled.undecided() > 0) {
      notes.add(
          "Whether %d of the differences are of spelling only could not be asked of PostgreSQL: %s It takes a connection that may write, and for its role TEMP on the database and USAGE of the schemas."
              .formatted(settled.undecided(), sentence(settled.reason())));
    }
    return List.copyOf(notes);
  }

  /** That these are named and not there, as a sentence. */
  static String absent(List<String> namespaces) {
    return namespaces.size() == 1
        ? "The watched namespace %s is not in the database.".formatted(namespaces.get(0))
        : "The watched namespaces %s are not in the database."
            .formatted(String.join(", ", namespaces));
  }

  private static String sentence(String words) {
    String line = words.replaceAll("\\s+", " ").strip();
    return line.endsWith(".") ? line : line + ".";
  }
}

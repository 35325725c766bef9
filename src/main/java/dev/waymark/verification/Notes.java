package dev.waymark.verification;

import dev.waymark.schema.ServerVersion;
import dev.waymark.schema.comparison.State;
import dev.waymark.schema.spelling.SpellingJudge.Settled;
import dev.waymark.verification.expectation.ExpectationSource;
import java.util.ArrayList;
import java.util.List;

/** What has to be known to understand a judgement. */
final class Notes {
  private Notes() {}

  static List<String> of(ExpectationSource source, ServerVersion server, Settled settled) {
    List<String> notes = new ArrayList<>();
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

  private static String sentence(String words) {
    String line = words.replaceAll("\\s+", " ").strip();
    return line.endsWith(".") ? line : line + ".";
  }
}

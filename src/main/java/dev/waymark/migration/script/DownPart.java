package dev.waymark.migration.script;

import dev.waymark.migration.script.SplitScript.SourceLine;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of a script that takes back what the rest does, as other tools mark it: they execute
 * either part, Flyway executes both. A mark is a comment at the beginning of its line, as those
 * tools read it; one below which nothing stands is harmless, and so are Liquibase's {@code
 * --rollback} lines, which are comments in whole.
 */
final class DownPart implements ScriptRule {

  /** How a tool marks the two parts; the expressions are held against whole comments. */
  private record Marks(String tool, Pattern up, Pattern down, boolean onlyInPairs) {
    Marks(String tool, String up, String down, boolean onlyInPairs) {
      this(
          tool,
          Pattern.compile("--\\s*" + up, Pattern.CASE_INSENSITIVE),
          Pattern.compile("--\\s*" + down, Pattern.CASE_INSENSITIVE),
          onlyInPairs);
    }

    Marks(String tool, String up, String down) {
      this(tool, up, down, false);
    }
  }

  private static final List<Marks> KNOWN =
      List.of(
          new Marks("dbmate", "migrate:\\s*up\\b.*", "migrate:\\s*down\\b.*"),
          // goose, sql-migrate (+migrate), micrate and their kin.
          new Marks("goose or sql-migrate", "\\+\\s*\\w+\\s+up\\b.*", "\\+\\s*\\w+\\s+down\\b.*"),
          new Marks("MyBatis Migrations or dbdeploy", "(?!)", "(//)?\\s*@UNDO\\b.*"),
          new Marks("node-pg-migrate", "[\\s-]*up\\s+migration.*", "[\\s-]*down\\s+migration.*"),
          // Also behind a number sign, which is no comment in PostgreSQL.
          new Marks("Play evolutions", "[\\s-]*!Ups\\b.*", "[\\s-]*!Downs\\b.*"),
          new Marks("shmig", "=+\\s*UP\\s*=+", "=+\\s*DOWN\\s*=+"),
          new Marks("tern", "(?!)", "-*\\s*create above\\s*/\\s*drop below\\b.*"),
          new Marks("Atlas", "migration\\.sql\\s*--", "down\\.sql\\s*--"),
          // Words that mean nothing by themselves mean it in pairs.
          pair("up", "down"),
          pair("upgrade", "downgrade"),
          pair("apply|deploy|do|forwards?", "revert|rollback|undo|backwards?"),
          pair("migrate|migration", "rollback|revert|undo"));

  /** Headings that are nothing but one of these words, or beside a word for what it is about. */
  private static Marks pair(String up, String down) {
    String about = "(?:(?:rambler|migrat\\w+|schema|sql|script|changes?|part|section)[\\s:_-]+)?";
    String heading =
        "[\\s@\\[=*#+-]*" + about + "(?:%s)(?:\\s+(?:migration|script|part))?[\\s:\\]=*#-]*";
    return new Marks("another tool", heading.formatted(up), heading.formatted(down), true);
  }

  private static final String HINT =
      "Flyway executes the whole file: leave the part below that line out, or keep it in a file of"
          + " its own such as U2__what_it_undoes.sql, which no run executes.";

  @Override
  public Stream<Objection> check(ParsedScript script) {
    return KNOWN.stream()
        .flatMap(marks -> objection(marks, script.split()).stream())
        // One mark may be that of several tools.
        .limit(1);
  }

  private static Optional<Objection> objection(Marks marks, SplitScript split) {
    TreeMap<Integer, SourceLine> downs = new TreeMap<>();
    TreeMap<Integer, SourceLine> ups = new TreeMap<>();
    for (SourceLine comment : split.comments()) {
      String text = comment.text().strip();
      if (comment.beginsLine() && marks.down().matcher(text).matches()) {
        downs.put(comment.number(), comment);
      } else if (marks.up().matcher(text).matches()) {
        ups.put(comment.number(), comment);
      }
    }
    if (downs.isEmpty() || (marks.onlyInPairs() && ups.isEmpty())) {
      return Optional.empty();
    }
    return split.statements().stream()
        .flatMap(statement -> mark(statement, downs, ups).stream())
        .findFirst()
        .map(mark -> objection(marks, mark));
  }

  /** The mark of the down part in which the statement stands, if only with its last line. */
  private static Optional<SourceLine> mark(
      SourceStatement statement, TreeMap<Integer, SourceLine> downs, TreeMap<Integer, ?> ups) {
    var down = downs.lowerEntry(statement.lastLine());
    var up = ups.lowerKey(statement.lastLine());
    return down == null || (up != null && up > down.getKey())
        ? Optional.empty()
        : Optional.of(down.getValue());
  }

  private static Objection objection(Marks marks, SourceLine mark) {
    return new Objection(
        Objection.Code.DOWN_PART,
        mark.number(),
        "\"%s\" begins the part that takes everything back, which %s leaves out and Flyway executes."
            .formatted(mark.text().strip(), marks.tool()),
        HINT);
  }
}

package dev.waymark.migration.flyway;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.Migration;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.script.Objection;
import dev.waymark.migration.script.StatementText;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.info.MigrationInfoImpl;

/** What keeps a script from being applied, in words, with a way out for each reason. */
final class InvalidScripts {
  /** As golang-migrate, sqlx, Postgrator and yoyo name them; alone, or in a list of Flyway's. */
  private static final Pattern DOWN_FILE =
      Pattern.compile(
          "\\.(down|undo|rollback)\\.sql( \\(|$)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /** As sqitch and others keep the two ways apart: a folder for each. */
  private static final Pattern DOWN_FOLDER =
      Pattern.compile(
          "(^|/)(downs?|undos?|reverts?|rollbacks?|downgrades?)/[^\\n]*\\.sql( \\(|$)",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /** A description that says so; a fix may be called like this as well, unless it is one of two. */
  private static final Pattern DOWN_DESCRIPTION =
      Pattern.compile(
          "__((down|undo|revert|rollback)[_-][^/\\n]*|[^/\\n]*[_-](down|undo|revert|rollback))"
              + "\\.sql( \\(|$)",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private static final Pattern OFFENDER = Pattern.compile("(?m)^-> (.+) \\([^()]*\\)$");
  private static final Pattern VERSION_OF_TWO = Pattern.compile("with version (\\S+)");

  private static final Pattern ENCODING = Pattern.compile("have the file encoding (\\S+)\\.");

  private final StatementText text;

  /**
   * @param placeholders the placeholders whose values must not be shown
   */
  InvalidScripts(Map<String, String> placeholders) {
    this.text = new StatementText(placeholders);
  }

  /** A name that was meant to be Flyway's, and that Flyway would pass over without a word. */
  InvalidMigration badName(ScriptFile file, NearMiss miss) {
    return new InvalidMigration(
        Reason.BAD_NAME,
        null,
        file.getRelativePath(),
        "%s is called almost like a script that Flyway executes, and Flyway would leave it out."
            .formatted(file.getRelativePath()),
        "If it is one, call it like %s. If it is none, move it out of the folder."
            .formatted(miss.meant()));
  }

  /**
   * What the name of a migration says: that it takes another one back, as tools name such files
   * that keep the two ways apart.
   */
  Optional<InvalidMigration> downFile(Migration migration) {
    String script = migration.script();
    return DOWN_FILE.matcher(script).find() || DOWN_FOLDER.matcher(script).find()
        ? Optional.of(downFile(migration.version(), migration.script()))
        : Optional.empty();
  }

  private static InvalidMigration downFile(String version, String script) {
    return new InvalidMigration(
        Reason.DOWN_PART,
        version,
        script,
        (script == null ? "One of two files of the same version" : script)
            + " takes back what another file does: the tool that it was written for executes one of"
            + " the two, and Flyway both.",
        "Move it out of the folder, or call it like U2__what_it_undoes.sql, which no run"
            + " executes.");
  }

  /** What Flyway finds wrong between scripts, without saying which is at fault. */
  InvalidMigration contradiction(FlywayException exception) {
    ErrorCode code = exception.getErrorCode();
    if (code == CoreErrorCode.DUPLICATE_VERSIONED_MIGRATION
        || code == CoreErrorCode.DUPLICATE_REPEATABLE_MIGRATION) {
      if (isOneOfTwoWays(exception.getMessage())) {
        return downFile(null, null);
      }
      return duplicate(exception.getMessage());
    }
    return unreadable(null, null, exception);
  }

  /** Flyway names them with their whole paths, in the order in which it came by them. */
  private static InvalidMigration duplicate(String said) {
    List<String> paths =
        OFFENDER.matcher(said).results().map(it -> it.group(1)).sorted().distinct().toList();
    if (paths.isEmpty()) {
      return new InvalidMigration(
          Reason.DUPLICATE, null, null, oneLine(said), "Give one of them another version or name.");
    }
    int common = commonFolder(paths);
    String files =
        paths.stream().map(path -> path.substring(common)).collect(Collectors.joining(" and "));
    Matcher version = VERSION_OF_TWO.matcher(said);
    boolean versioned = version.find();
    // As either of them writes it, such as 1 and 1.0.
    String same = versioned ? RunRequest.normal(version.group(1)) : null;
    return versioned
        ? new InvalidMigration(
            Reason.DUPLICATE,
            same,
            null,
            "%s have the same version, %s.".formatted(files, same),
            "Give one of them another version, or take it out of the folder.")
        : new InvalidMigration(
            Reason.DUPLICATE,
            null,
            null,
            "%s are repeatable and have the same description.".formatted(files),
            "Give one of them another name, or take it out of the folder.");
  }

  /** Up to where the paths are the same, folder by folder. */
  private static int commonFolder(List<String> paths) {
    String first = paths.get(0);
    int common = first.lastIndexOf('/') + 1;
    while (common > 0 && !allBeginWith(paths, first.substring(0, common))) {
      common = first.lastIndexOf('/', common - 2) + 1;
    }
    return common;
  }

  private static boolean allBeginWith(List<String> paths, String folder) {
    return paths.stream().allMatch(path -> path.startsWith(folder));
  }

  /** Flyway lists both with their whole paths: a folder above both of them says nothing. */
  private static boolean isOneOfTwoWays(String list) {
    List<String> files = list.lines().filter(line -> line.startsWith("->")).toList();
    long inFolder = files.stream().filter(file -> DOWN_FOLDER.matcher(file).find()).count();
    return DOWN_FILE.matcher(list).find()
        || DOWN_DESCRIPTION.matcher(list).find()
        || inFolder > 0 && inFolder < files.size();
  }

  /**
   * A script that Flyway cannot take in, with a way out for each reason that it is known to give.
   *
   * @param version its version, if that is known; else null
   * @param script the script, if that is known; else null
   */
  InvalidMigration unreadable(String version, String script, FlywayException exception) {
    // What Flyway's parser cannot take in, it quotes.
    String why = oneLine(text.statement(exception.getMessage()));
    String name = script == null ? "A script" : script;
    if (isForbidden(exception)) {
      return new InvalidMigration(
          Reason.UNREADABLE,
          version,
          script,
          "%s cannot be read: its permissions do not let this process, which runs as %s."
              .formatted(name, System.getProperty("user.name")),
          "Let that user read the file, such as with chmod a+r.");
    }
    String detail = name + " cannot be read: " + why;
    String hint = "Mend the script.";
    Matcher encoding = ENCODING.matcher(why);
    if (encoding.find()) {
      detail = "%s is not %s.".formatted(name, encoding.group(1));
      hint =
          "Save it as UTF-8, or write its encoding, such as encoding=ISO-8859-1, into its .conf.";
    } else if (why.contains("encoding")) {
      hint = "Write a known one into its .conf, such as encoding=ISO-8859-1.";
    } else if (why.contains(ScriptParser.NO_END_OF_ROWS)) {
      hint = "Put a line with nothing but \\. behind the last row, or look where the file was cut.";
    } else if (why.contains("shouldExecute")) {
      hint = "Leave shouldExecute out of its .conf: the Flyway that Waymark has does not know it.";
    } else if (why.contains("placeholder")) {
      hint =
          "Give it a value: WAYMARK_PLACEHOLDERS_NAME=value stands for ${name}. If it is meant as"
              + " it stands, write placeholderReplacement=false into the script's .sql.conf.";
    } else if (why.contains("onfiguration")) {
      hint =
          "Its .conf may have executeInTransaction, encoding and placeholderReplacement, each"
              + " spelled like this.";
    } else if (why.contains("Incomplete statement") && why.contains("ATOMIC")) {
      hint =
          "Flyway does not find the end of the body after BEGIN ATOMIC where it says $1: name the"
              + " function's parameters and write their names, or quote the body: AS $$ SELECT $1"
              + " $$.";
    } else if (why.contains("Incomplete statement")) {
      hint =
          "Look for a quote, a $$ or a comment that is never closed: the statement that begins"
              + " there does not end.";
    } else if (why.contains("non-transactional")) {
      hint = "Put the statement that cannot run in a transaction into a script of its own.";
    }
    return new InvalidMigration(Reason.UNREADABLE, version, script, detail, hint);
  }

  private static boolean isForbidden(Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      // The older classes of Java have one type for all that keeps a file from being opened.
      if (cause instanceof AccessDeniedException
          || cause instanceof FileNotFoundException
              && String.valueOf(cause.getMessage()).endsWith("(Permission denied)")) {
        return true;
      }
    }
    return false;
  }

  /** What its own text says against a migration that waits. */
  InvalidMigration objected(Migration migration, Objection objection) {
    return new InvalidMigration(
        reason(objection.code()),
        migration.version(),
        migration.script(),
        objection.line(),
        text.safe(
            "%s, line %d: %s".formatted(migration.script(), objection.line(), objection.detail())),
        text.safe(objection.hint()));
  }

  private static Reason reason(Objection.Code code) {
    return switch (code) {
      case NEEDS_OWN_SCRIPT -> Reason.NEEDS_OWN_SCRIPT;
      case TRANSACTION_CONTROL -> Reason.TRANSACTION_CONTROL;
      case ENUM_LABEL_TOO_EARLY -> Reason.ENUM_LABEL_TOO_EARLY;
      case LOSES_LOCK -> Reason.LOSES_LOCK;
      case LOSES_CONNECTION -> Reason.LOSES_CONNECTION;
      case PSQL_META_COMMAND -> Reason.PSQL_META_COMMAND;
      case DOWN_PART -> Reason.DOWN_PART;
      case OPEN_COMMENT -> Reason.OPEN_COMMENT;
      case BAD_DIRECTIVE -> Reason.BAD_DIRECTIVE;
    };
  }

  /** What Flyway's validation says against a migration. */
  InvalidMigration refused(MigrationInfoImpl info, CoreErrorCode code) {
    String version = info.getVersion() == null ? null : info.getVersion().toString();
    String name =
        version == null ? "Repeatable migration " + info.getScript() : "Version " + version;
    return switch (code) {
      case CHECKSUM_MISMATCH ->
          new InvalidMigration(
              Reason.CHANGED_AFTER_APPLIED,
              version,
              info.getScript(),
              "%s (%s) was changed after it was applied: its checksum was %s and is now %s."
                  .formatted(
                      name,
                      info.getScript(),
                      info.getAppliedChecksum(),
                      info.getResolvedChecksum()),
              "Restore the script as it was applied and put the change into a new migration.");
      case DESCRIPTION_MISMATCH ->
          new InvalidMigration(
              Reason.DESCRIPTION_CHANGED,
              version,
              info.getScript(),
              "%s was applied as \"%s\" and is now called \"%s\"."
                  .formatted(
                      name,
                      info.getAppliedMigration().getDescription(),
                      info.getResolvedMigration().getDescription()),
              "Give the file the name under which it was applied.");
      case TYPE_MISMATCH ->
          new InvalidMigration(
              Reason.TYPE_CHANGED,
              version,
              info.getScript(),
              "%s was applied as %s and is now %s."
                  .formatted(
                      name,
                      info.getAppliedMigration().getType(),
                      info.getResolvedMigration().getType()),
              "Restore the migration as it was applied.");
      case APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED, APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED ->
          new InvalidMigration(
              Reason.MISSING,
              version,
              info.getScript(),
              "%s (%s) was applied, but its script is not in the source."
                  .formatted(name, info.getScript()),
              "Restore the script, or point WAYMARK_MIGRATIONS at the folder that holds it.");
      case FAILED_VERSIONED_MIGRATION, FAILED_REPEATABLE_MIGRATION, FAILED_BASELINE_MIGRATION ->
          new InvalidMigration(
              Reason.FAILED_EARLIER,
              version,
              info.getScript(),
              "%s (%s) failed in an earlier run outside a transaction, so parts of it may remain."
                  .formatted(name, info.getScript()),
              "GET /migrations/status says under discrepancies what of it was executed. Undo that by"
                  + " hand and POST /migrations/repair, and it begins anew; or POST"
                  + " /migrations/repair with goOn, and it goes on there.");
      case RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED, RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED ->
          new InvalidMigration(
              Reason.OUT_OF_ORDER,
              version,
              info.getScript(),
              "%s (%s) was never applied, and a higher version already is."
                  .formatted(name, info.getScript()),
              "Give it a version above the current one, or set WAYMARK_OUT_OF_ORDER=true.");
      default ->
          new InvalidMigration(
              Reason.UNREADABLE,
              version,
              info.getScript(),
              "%s (%s) is not valid: %s.".formatted(name, info.getScript(), code),
              "Look at the script and at its row in the history table.");
    };
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}

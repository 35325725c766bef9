package dev.waymark.migration.flyway;

import dev.waymark.migration.script.ExecutionMode;
import dev.waymark.migration.script.LeadingComments;
import dev.waymark.migration.script.OwnTransactions;
import dev.waymark.migration.script.ScriptReview;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.baseline.BaselineResolvedMigration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resolver.ResolvedMigrationImpl;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.sqlscript.ParsedSqlStatement;
import org.flywaydb.core.internal.sqlscript.ParserSqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * What Flyway makes of one migration's file: its checksum, its statements, and whatever else is
 * found out about it, each once for as long as all that it depends on stays the same. That is the
 * file, the script configuration beside it, and the values of Flyway's own placeholders that the
 * two mention; the user's placeholders never change while Waymark runs.
 */
final class Script {

  /** The largest file that is reviewed, in bytes: to read a dump word by word takes too long. */
  private static final long LARGEST_REVIEWED = 8 << 20;

  /** In how many statements of a script with placeholders their places are looked for. */
  private static final int MOST_PLACED = 200;

  private final ScriptName name;
  private final ScriptFile file;
  private final ScriptFile scriptConfiguration;
  private final PlaceholderNames mentioned;
  private final Map<String, String> values;
  private final Configuration configuration;
  private final Map<String, String> placeholders;
  private final int checksum;
  private final String location;
  private SoftReference<ScriptReview> review = new SoftReference<>(null);
  private SoftReference<SqlScript> parsed = new SoftReference<>(null);
  private Boolean inTransaction;

  /**
   * Reads the file, unless it was read before.
   *
   * @param name its name, taken apart
   * @param scriptConfiguration the {@code .conf} file beside it; null if there is none
   * @param placeholders the values of Flyway's own placeholders
   * @throws FlywayException if the file or its script configuration cannot be used
   */
  Script(
      ScriptName name,
      ScriptFile file,
      ScriptFile scriptConfiguration,
      Configuration configuration,
      Map<String, String> placeholders) {
    this.name = name;
    this.file = file;
    this.scriptConfiguration = scriptConfiguration;
    this.mentioned =
        scriptConfiguration == null
            ? file.placeholders()
            : file.placeholders().and(scriptConfiguration.placeholders());
    this.configuration = configuration;
    this.placeholders = placeholders;
    this.values = mentioned.in(placeholders);
    this.location = file.getAbsolutePathOnDisk();
    this.checksum = name.isRepeatable() ? checksumOfWhatRuns() : file.checksum();
  }

  /** Whether all that is known here is what would be found out from these. */
  boolean holdsFor(ScriptFile file, ScriptFile scriptConfiguration, Map<String, String> values) {
    return this.file == file
        && this.scriptConfiguration == scriptConfiguration
        && this.values.equals(mentioned.in(values));
  }

  ScriptFile file() {
    return file;
  }

  PlaceholderNames mentioned() {
    return mentioned;
  }

  /**
   * Whether what it says in a placeholder's place stands for its value.
   *
   * @throws FlywayException if its configuration cannot be used
   */
  boolean replacesPlaceholders() {
    return unparsed(scriptConfiguration).placeholderReplacement();
  }

  /** The migration as Flyway applies it, notifying callbacks and observer of each statement. */
  ResolvedMigration migration(CallbackExecutor<Event> callbacks, RunObserver observer) {
    ResourceName parts = name.parts();
    var executor = new ScriptExecutor(this, callbacks, observer);
    Integer plain = name.isRepeatable() ? file.checksum() : null;
    return name.isBaseline()
        ? new BaselineResolvedMigration(
            parts.getVersion(),
            parts.getDescription(),
            file.getRelativePath(),
            checksum,
            plain,
            location,
            executor,
            configuration)
        : new ResolvedMigrationImpl(
            parts.getVersion(),
            parts.getDescription(),
            file.getRelativePath(),
            checksum,
            plain,
            CoreMigrationType.SQL,
            location,
            executor);
  }

  /**
   * The script taken apart into statements, with its placeholders replaced.
   *
   * @throws FlywayException if it cannot be taken apart
   */
  synchronized SqlScript parsed() {
    SqlScript kept = parsed.get();
    if (kept == null) {
      kept = unparsed(configurationWithMode());
      kept.validate();
      inTransaction = kept.executeInTransaction();
      parsed = new SoftReference<>(kept);
    }
    return kept;
  }

  /**
   * Whether the whole script may run in one transaction.
   *
   * @throws FlywayException if it cannot be taken apart
   */
  synchronized boolean executesInTransaction() {
    if (inTransaction == null) {
      parsed();
    }
    return inTransaction;
  }

  /**
   * What is known of the script before it runs, its placeholders replaced and what its owner
   * configured respected; empty if it is too large for that or cannot be read, in which case {@link
   * #parsed} says why.
   */
  synchronized Optional<ScriptReview> review() {
    ScriptReview kept = review.get();
    if (kept == null && !file.isLongerThan(LARGEST_REVIEWED)) {
      try {
        kept = new ReviewedScript(name, file, scriptConfiguration, configuration).review(context());
        review = new SoftReference<>(kept);
      } catch (FlywayException unreadable) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(kept);
  }

  /**
   * Where in the file a character of a statement stands; empty if that cannot be known.
   *
   * @param line the line on which the statement begins once placeholders are replaced
   * @param sql the statement as it was executed
   * @param character which character of it, in code points, from 0
   */
  Optional<FilePlace> place(int line, String sql, int character) {
    if (character > sql.codePointCount(0, sql.length())) {
      return Optional.empty();
    }
    int at = sql.offsetByCodePoints(0, character);
    try (SqlStatementIterator statements = parsed().getSqlStatements()) {
      Iterable<SqlStatement> all = () -> statements;
      return StreamSupport.stream(all.spliterator(), false)
          .filter(ParsedSqlStatement.class::isInstance)
          .map(ParsedSqlStatement.class::cast)
          .filter(it -> it.getLineNumber() == line && it.getSql().equals(sql))
          .findFirst()
          .flatMap(it -> place(it, at));
    }
  }

  private Optional<FilePlace> place(ParsedSqlStatement statement, int character) {
    int comments = LeadingComments.length(statement.getSql());
    int from = Math.max(comments, character);
    if (file.placeholders().isEmpty()) {
      FilePlace begin = new FilePlace(statement.getLine(), statement.getCol());
      return Optional.of(begin.after(statement.getSql().substring(comments, from)));
    }
    if (file.isLongerThan(LARGEST_REVIEWED)) {
      return Optional.empty();
    }
    ParsingContext context = context();
    String executed =
        withoutMark(
            new ReviewedScript(name, file, scriptConfiguration, configuration).text(context));
    Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(configuration.getPlaceholders());
    values.putAll(context.getPlaceholders());
    String own = withoutMark(ResourceText.of(file));
    int begin = statement.getPos() - comments;
    return executed.startsWith(statement.getSql(), begin)
        ? FilePlace.of(own, executed, values, begin + from)
        : Optional.empty();
  }

  /**
   * Its statements as a run counts them, each with the place in the file where it begins.
   *
   * @throws FlywayException if it cannot be taken apart
   */
  List<ReadScript.Part> parts() {
    boolean around = transactions() == OwnTransactions.AROUND;
    List<ReadScript.Part> parts = new ArrayList<>();
    boolean plain = file.placeholders().isEmpty();
    try (SqlStatementIterator statements = parsed().getSqlStatements()) {
      while (statements.hasNext()) {
        SqlStatement statement = statements.next();
        String sql = statement.getSql();
        if (around && OwnTransactions.isControl(sql)) {
          continue;
        }
        Optional<FilePlace> place =
            statement instanceof ParsedSqlStatement known && (plain || parts.size() < MOST_PLACED)
                ? place(known, 0)
                : Optional.empty();
        parts.add(
            new ReadScript.Part(
                parts.size() + 1,
                place.map(FilePlace::line).orElse(statement.getLineNumber()),
                place.map(FilePlace::column).orElse(null),
                sql.substring(LeadingComments.length(sql))));
      }
    }
    return parts;
  }

  /** A byte order mark is no character of the first line. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** What its own BEGIN, COMMIT and ROLLBACK make of it. */
  OwnTransactions transactions() {
    return review().map(ScriptReview::transactions).orElse(OwnTransactions.NONE);
  }

  /** The configuration beside the script, with the execution mode that its statements need. */
  private LoadableResource configurationWithMode() {
    LoadableResource withMode =
        ExecutionModes.added(
            scriptConfiguration, review().map(ScriptReview::mode).orElse(ExecutionMode.UNDECIDED));
    return file.placeholders().isEmpty() ? ExecutionModes.withoutPlaceholders(withMode) : withMode;
  }

  private int checksumOfWhatRuns() {
    boolean replaced = unparsed(scriptConfiguration).placeholderReplacement();
    if (!replaced || file.placeholders().isEmpty()) {
      return file.checksum();
    }
    ParsingContext context = context();
    context.updateFilenamePlaceholder(name.parts(), configuration);
    return ChecksumCalculator.calculate(
        LoadableResource.createPlaceholderReplacingLoadableResource(file, configuration, context));
  }

  private SqlScript unparsed(LoadableResource metadata) {
    var parser = new ConnectionlessPostgres().createParser(configuration, null, context());
    return new ParserSqlScript(parser, file, metadata, configuration.isMixed());
  }

  /** One of its own for each use: Flyway puts the name of the file at hand into it. */
  private ParsingContext context() {
    ParsingContext context = new ParsingContext();
    context.getPlaceholders().putAll(placeholders);
    return context;
  }
}

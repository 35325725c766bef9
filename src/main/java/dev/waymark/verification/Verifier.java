package dev.waymark.verification;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.Meanwhile;
import dev.waymark.database.PooledConnection;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.catalog.ChangeToken;
import dev.waymark.schema.comparison.Comparison;
import dev.waymark.schema.comparison.Expectation;
import dev.waymark.schema.diagram.DiagramRequest;
import dev.waymark.schema.spelling.SpellingJudge;
import dev.waymark.schema.sql.WrittenRoles;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.expectation.Expectations;
import dev.waymark.verification.expectation.Expected;
import dev.waymark.verification.expectation.Judged;
import dev.waymark.verification.expectation.Proof;
import dev.waymark.verification.finding.Findings;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.SchemaFormat;
import dev.waymark.verification.report.VerificationSummary;
import dev.waymark.verification.report.WrittenSchema;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Holds a database's schema, read over the pooled connection, against what is expected. Both are
 * read and compared anew only if something can have changed.
 */
public final class Verifier {
  private static final Logger LOG = Logger.getLogger(Verifier.class);

  /** An expectation that changes faster than it can be read is not waited for. */
  private static final int MOST_LOOKS = 3;

  private final SchemaWatch watch;
  private final Expectations expectations;
  private final VerificationSettings settings;
  private final Findings findings;
  private final Clock clock;
  private final VerificationListener listener;
  private final ProofCheck proven;
  private final SpellingJudge spelling;
  private final LastScript script;
  private final Map<ExpectationChoice, Judgement> last = new EnumMap<>(ExpectationChoice.class);

  /**
   * A report, what it was made of, and whether asking again would say the same.
   *
   * @param asked the token that was taken last before the expectation was asked for; null if none
   *     was
   */
  private record Judgement(
      Observation observation,
      Expected expected,
      Report report,
      boolean lasting,
      ChangeToken asked) {
    /** Whether nothing was committed from before the expectation was asked for until then. */
    boolean wasExpectedAt(ChangeToken then) {
      return asked != null && then != null && then.provesUnchangedSince(asked);
    }

    /** The same, after the expectation was asked for again and was as it had been. */
    Judgement expectedAt(ChangeToken then) {
      return new Judgement(observation, expected, report, lasting, then);
    }

    boolean holdsFor(Observation now, Expected wanted) {
      return lasting
          && observation.schema() == now.schema()
          && observation.facts() == now.facts()
          && observation.watched().equals(now.watched())
          && expected.equals(wanted);
    }

    /** Whether it was made of what was read then, or found true by a later read. */
    boolean isOf(Observation now) {
      return observation.readAt().equals(now.readAt());
    }

    /** The same, after everything was read again and was as it had been. */
    Judgement readAgain(Observation now) {
      return new Judgement(
          now,
          expected,
          report.readAgain(now.readAt(), now.reading(), now.checkedAt()),
          lasting,
          now.latest());
    }

    Optional<Proof> proof(VerificationSettings settings) {
      int present = report.verification().totals().all().present();
      return report
                  .verification()
                  .summary()
                  .equals(VerificationSummary.verified(present, report.verification().checkedAt()))
              && expected instanceof Expected.Available available
              && available.recordedId().isPresent()
          ? Optional.of(
              new Proof(
                  available.recordedId().getAsLong(),
                  observation.catalogFingerprint().versions(),
                  WatchedNamespaces.of(observation.watched(), settings).toString(),
                  present))
          : Optional.empty();
    }
  }

  /**
   * @param reader one that remembers, for all who read this database
   */
  public Verifier(
      PooledConnection pooled,
      Expectations expectations,
      VerificationSettings settings,
      Clock clock,
      VerificationListener listener,
      CatalogReader reader) {
    this.script = new LastScript(pooled, settings);
    this.watch = new SchemaWatch(pooled, settings, clock, reader);
    this.expectations = expectations;
    this.settings = settings;
    this.findings = Findings.of(settings.findingsOff());
    this.clock = clock;
    this.listener = listener;
    this.proven = new ProofCheck(pooled, expectations, settings, clock);
    this.spelling = new SpellingJudge(pooled, expectations.direct());
  }

  /**
   * Compares what is there with what should be.
   *
   * @param choice what should be; empty means what is configured
   * @param freshness how certain it has to be that this is how things are now
   * @throws DatabaseException if the database cannot be read, or what it holds does not fit into
   *     memory
   */
  public Report verify(Optional<ExpectationChoice> choice, Freshness freshness) {
    return verify(choice, freshness, freshness == Freshness.READ);
  }

  /**
   * The same for a run that has changed something: what it recorded is not read once more while the
   * catalogs are proven to be the same, and a replay of the migrations is waited for.
   */
  public Report verifyChange() {
    return verify(Optional.empty(), Freshness.PROVEN, true);
  }

  private Report verify(Optional<ExpectationChoice> choice, Freshness freshness, boolean replayed) {
    ExpectationChoice chosen = choice.orElse(settings.expectation());
    Instant asked = clock.instant();
    try {
      return verify(chosen, freshness, replayed, asked);
    } catch (DatabaseException problem) {
      listener.notVerified(problem, asked);
      throw problem;
    } catch (OutOfMemoryError error) {
      if (!ConnectionFailure.isHeapExhausted(error)) {
        throw error;
      }
      // A report that is too large says nothing of a run, a poll or a look that asked for it.
      DatabaseException problem = new DatabaseException(error);
      listener.notVerified(problem, asked);
      throw problem;
    }
  }

  /** The same, everything read or whatever costs next to nothing. */
  public Report verify(Optional<ExpectationChoice> choice, boolean fresh) {
    return verify(choice, fresh ? Freshness.READ : Freshness.RECENT);
  }

  private Report verify(
      ExpectationChoice chosen, Freshness freshness, boolean replayed, Instant asked) {
    Judgement judgement;
    synchronized (last) {
      judgement = last.get(chosen);
    }
    Observation observation = watch.observe(freshness);
    boolean still =
        freshness != Freshness.READ
            && judgement != null
            && judgement.wasExpectedAt(observation.latest())
            && expectations.isStill(chosen, judgement.expected());
    Expected expected = still ? judgement.expected() : expected(chosen, observation, replayed);
    boolean seemsTrue = freshness == Freshness.RECENT;
    for (int look = 0;
        look < MOST_LOOKS && isYounger(expected, observation, judgement, seemsTrue);
        look++) {
      observation = watch.observe(Freshness.PROVEN);
      expected = expected(chosen, observation, replayed);
      seemsTrue = false;
    }
    boolean holds = judgement != null && judgement.holdsFor(observation, expected);
    boolean anew = !holds || !judgement.isOf(observation);
    if (anew) {
      judgement = holds ? judgement.readAgain(observation) : judge(observation, expected);
      synchronized (last) {
        last.put(chosen, judgement);
      }
    } else if (!still) {
      synchronized (last) {
        // What another caller has judged since is newer.
        if (last.get(chosen) == judgement) {
          last.put(chosen, judgement.expectedAt(observation.latest()));
        }
      }
    }
    Report report = judgement.report().checkedAt(observation.checkedAt());
    listener.verified(report, chosen == settings.expectation(), anew, asked);
    return report;
  }

  private Expected expected(ExpectationChoice chosen, Observation observation, boolean replayed) {
    return expectations.expected(
        chosen,
        WatchedNamespaces.of(observation.watched(), settings),
        Optional.of(observation.schema()),
        replayed);
  }

  /**
   * Whether what is expected may know of changes that were not seen: then what they made would be
   * reported as missing. The moments of a record and of a look are both of the database's clock.
   *
   * @param judged what was judged last; null if nothing was
   * @param seemsTrue whether nothing has proven yet that this is how things are
   */
  private static boolean isYounger(
      Expected expected, Observation observation, Judgement judged, boolean seemsTrue) {
    boolean another = judged == null || !judged.expected().equals(expected);
    return (seemsTrue && another)
        || (expected instanceof Expected.Available available
            && available.source().recordedAt() != null
            && !available.source().recordedAt().isBefore(observation.token().takenAt()));
  }

  /**
   * Refuses an expectation that would have to be made first, with work on the server for each
   * caller. What is configured is made once, for every caller.
   *
   * @throws ReplayNotAllowed if that is so
   * @throws DatabaseException if the database cannot be read
   */
  public void requireAtHand(ExpectationChoice choice) {
    if (choice != settings.expectation()
        && !expectations.isAtHand(
            choice, WatchedNamespaces.of(watch.observe(Freshness.PROVEN).watched(), settings))) {
      throw new ReplayNotAllowed();
    }
  }

  /** The last report against what is configured, as of its own time; empty if there was none. */
  public Optional<Report> latest() {
    synchronized (last) {
      return Optional.ofNullable(last.get(settings.expectation())).map(Judgement::report);
    }
  }

  /**
   * What {@link #verify} would say against what is configured, if that is known without reading the
   * catalogs: nothing was verified in this process yet, and what an earlier one proved of the
   * recorded schema still holds. No listener is notified: it is no report.
   */
  public Optional<VerificationSummary> proven() {
    if (latest().isPresent()) {
      return Optional.empty();
    }
    try {
      return proven.summary();
    } catch (SQLException exception) {
      LOG.debug("What was proven cannot be read, so everything is; that says why.", exception);
      return Optional.empty();
    }
  }

  /**
   * What the last verification against what is configured has proven of the recorded schema; empty
   * unless it was verified against that and nothing had to be ignored.
   */
  public Optional<Proof> proof() {
    synchronized (last) {
      return expectations.isRecordedAlone(settings.expectation())
          ? Optional.ofNullable(last.get(settings.expectation())).flatMap(it -> it.proof(settings))
          : Optional.empty();
    }
  }

  /** How long ago it was last certain that the report says how things are; never negative. */
  public Duration ageOf(Report report) {
    Duration age = Duration.between(report.verification().checkedAt(), clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /**
   * Returns the schema of the watched namespaces, with all that was committed before the question:
   * a contract is made of it, which says nothing of when that was.
   *
   * @throws DatabaseException if the database cannot be read
   */
  public Schema schema() {
    return watch.proven().schema();
  }

  /**
   * The same, written down.
   *
   * @param roles what is written of them as SQL
   * @param diagram what a picture shows
   * @throws DatabaseException if the database cannot be read
   * @throws dev.waymark.schema.diagram.UnknownTable if a picture is to show what does not exist
   */
  public WrittenSchema schema(SchemaFormat format, WrittenRoles roles, DiagramRequest diagram) {
    Observation observation = watch.proven();
    return format.of(observation.schema(), () -> script.text(observation, roles), diagram);
  }

  private Judgement judge(Observation observation, Expected expected) {
    Instant started = clock.instant();
    Schema schema = observation.schema();
    var found = new Meanwhile<>("findings", () -> findings.check(schema, observation.facts()));
    ReportBuilder builder = new ReportBuilder(observation, findings, found);
    if (expected instanceof Expected.Available available) {
      var settled =
          spelling.settle(Comparison.of(available.expectation(), schema), schema.server().number());
      Judged judged = available.ignore().apply(settled.comparison());
      List<String> absent = WatchedNamespaces.absent(settings, schema);
      builder
          .comparedWith(available.source(), judged)
          .openSince(
              expectations
                  .open()
                  .since(
                      available.source().type(),
                      judged.comparison().deviations(),
                      observation.readAt()))
          .notes(
              Notes.of(
                  available.source(),
                  schema.server(),
                  settled,
                  absent,
                  WatchedNamespaces.unwatched(settings, schema, judged.comparison().objects())));
      if (judged.comparison().clean() && schema.namespaces().isEmpty() && !absent.isEmpty()) {
        // That nothing differs where nothing is looked at says nothing.
        builder.unverified(Notes.absent(absent), Notes.ABSENT_HINT);
      }
      builder.statusSince(expectations.status());
      Report report =
          builder.build(judged.comparison().objects(), Duration.between(started, clock.instant()));
      return new Judgement(observation, expected, report, settled.lasting(), observation.latest());
    }
    Expected.Unavailable unavailable = (Expected.Unavailable) expected;
    Report report =
        builder
            .unverified(unavailable.reason(), unavailable.hint())
            .build(
                Comparison.of(Expectation.of(schema), schema).objects(),
                Duration.between(started, clock.instant()));
    return new Judgement(observation, expected, report, true, observation.latest());
  }
}

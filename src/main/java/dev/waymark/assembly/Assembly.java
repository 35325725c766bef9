package dev.waymark.assembly;

import dev.waymark.database.DirectConnection;
import dev.waymark.database.OwnSchemaWriter;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.ScratchServer;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.acceptance.AcceptanceKeeper;
import dev.waymark.migration.flyway.FlywayConfiguration;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.FlywayReplay;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.migration.plan.PlanReader;
import dev.waymark.migration.rehearsal.Rehearser;
import dev.waymark.migration.rehearsing.Rehearsals;
import dev.waymark.migration.run.Applying;
import dev.waymark.migration.run.Ending;
import dev.waymark.migration.run.HistoryKeeper;
import dev.waymark.migration.run.MigrationRunner;
import dev.waymark.migration.run.PresentStatus;
import dev.waymark.migration.run.RunExecution;
import dev.waymark.migration.run.RunListener;
import dev.waymark.migration.run.RunRegister;
import dev.waymark.migration.run.SchemaRecorder;
import dev.waymark.migration.script.StatementText;
import dev.waymark.migration.status.RunReader;
import dev.waymark.migration.status.StatusReader;
import dev.waymark.migration.store.RehearsalStore;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.ScriptRecords;
import dev.waymark.migration.store.UnfinishedWork;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.settings.ServiceSettings;
import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.expectation.Expectations;
import dev.waymark.verification.expectation.RecordedSchemas;
import dev.waymark.verification.expectation.Replay;
import dev.waymark.verification.expectation.ScratchPlace;
import dev.waymark.webhook.DriftNotices;
import dev.waymark.webhook.RunNotices;
import dev.waymark.webhook.Waits;
import dev.waymark.webhook.Webhooks;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Puts the services together, for a server, a command and the tests alike. The services that read
 * come first, because a server's run is watched by what reads.
 */
public class Assembly {
  private final ServiceSettings settings;
  private final PooledConnection pooled;
  private final DirectConnection direct;
  private final Flyway flyway;
  private final Clock clock;
  private final Webhooks webhooks;
  private DriftNotices drift;

  /**
   * @param flyway over the direct connection, configured by {@link FlywayConfiguration}
   */
  public Assembly(
      ServiceSettings settings,
      PooledConnection pooled,
      DirectConnection direct,
      Flyway flyway,
      Clock clock) {
    this.settings = settings;
    this.pooled = pooled;
    this.direct = direct;
    this.flyway = flyway;
    this.clock = clock;
    this.webhooks = new Webhooks(settings.webhooks(), waits(), clock);
  }

  /** The webhooks, which are notified of what happens; the code that ends the process closes it. */
  public final Webhooks webhooks() {
    return webhooks;
  }

  /** How long a message to a webhook waits for its next try; a test does not wait for long. */
  protected Waits waits() {
    return Waits.USUAL;
  }

  /** Flyway over the connections of the data source, which are direct ones. */
  public static Flyway flyway(DataSource direct, MigrationSettings migrations) {
    FluentConfiguration configuration = new FluentConfiguration(Assembly.class.getClassLoader());
    configuration.dataSource(direct);
    FlywayConfiguration.apply(configuration, migrations);
    return configuration.load();
  }

  /**
   * The services that read.
   *
   * @param listener is notified of every verification
   */
  public final ReadingServices reading(VerificationListener listener) {
    VerificationSettings verification = settings.verification();
    var engine = new FlywayEngine(flyway, settings.migrations());
    var ownSchema = new OwnSchema(engine, settings.migrations(), verification.ownSchema());
    var recorded = new RecordedSchemas(verification.ownSchema());
    var store = new RunStore(direct, pooled, ownSchema, verification.ownSchema());
    var records = new ScriptRecords(direct, pooled, ownSchema, verification.ownSchema());
    var unfinished = new UnfinishedWork(pooled, ownSchema, verification.ownSchema());
    var own = new OwnSchemaWriter(direct, ownSchema::requireOwn);
    var expectations =
        new Expectations(
            pooled,
            direct,
            ownSchema.reading(pooled),
            own,
            recorded,
            replay(new FlywayReplay(engine, settings.migrations(), settings.limits())),
            settings.rehearsal(),
            settings.longestReplay(),
            clock,
            settings.contract(),
            settings.ignore());
    var reader = CatalogReader.remembering();
    var position = new AtomicReference<StatusReader>();
    drift =
        new DriftNotices(
            webhooks,
            own,
            verification.ownSchema(),
            () -> position.get().status().pending().size());
    var verifier =
        new Verifier(
            pooled,
            expectations,
            verification,
            clock,
            VerificationListener.all(List.of(listener, drift)),
            reader);
    position.set(new StatusReader(engine, pooled, store, unfinished, verifier));
    return new ReadingServices(
        engine,
        ownSchema,
        recorded,
        store,
        records,
        expectations,
        reader,
        verifier,
        position.get(),
        new PlanReader(engine, pooled, verifier, settings.migrations(), settings.limits()),
        new RunReader(store));
  }

  /** What makes a replay; a test that wants to see replays wraps it. */
  protected Replay replay(Replay replay) {
    return replay;
  }

  /**
   * The services that change something.
   *
   * @param reading those of this assembly
   * @param listener is notified of every run
   */
  public final RunningServices running(ReadingServices reading, RunListener listener) {
    VerificationSettings verification = settings.verification();
    FlywayEngine engine = reading.engine();
    RunStore store = reading.store();
    ScriptRecords records = reading.records();
    Verifier verifier = reading.verifier();
    var recorder =
        new SchemaRecorder(
            reading.ownSchema(), reading.recorded(), direct, verification, reading.reader());
    var notices = new RunNotices(webhooks, pooled.url().database(), clock);
    var register =
        new RunRegister(store, clock, RunListener.all(List.of(listener, notices, drift)));
    var status = new PresentStatus(engine, direct);
    var ending = new Ending(status, direct, store, records, recorder, verifier);
    var text = new StatementText(settings.migrations().placeholders());
    var applying = new Applying(engine, direct, store, records, settings.limits(), text);
    var execution =
        new RunExecution(
            status, engine, reading.plans(), store, records, recorder, verifier, applying, ending);
    var rehearser =
        new Rehearser(
            reading.plans(),
            engine,
            direct,
            new ScratchPlace(
                new ScratchServer(direct, settings.rehearsal()), settings.longestReplay()),
            settings.migrations(),
            verification,
            settings.limits(),
            settings.longestAsking(),
            clock);
    var rehearsals =
        new RehearsalStore(direct, pooled, engine, reading.ownSchema(), verification.ownSchema());
    return new RunningServices(
        new MigrationRunner(
            engine, direct, store, register, execution, verifier, settings.limits()),
        new HistoryKeeper(engine, direct, store, records, register, recorder, status, ending),
        new AcceptanceKeeper(
            engine,
            direct,
            store,
            verifier,
            clock,
            reading.expectations(),
            reading.recorded(),
            reading.ownSchema(),
            pooled,
            verification),
        rehearser,
        new Rehearsals(rehearser, rehearsals, engine, direct, clock));
  }
}

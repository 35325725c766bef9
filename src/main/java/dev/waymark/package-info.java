/**
 * Waymark applies PostgreSQL migrations and proves, object by object, that the database is what
 * they promise.
 *
 * <p>The packages, from top to bottom; each may use those below it, and a test holds that:
 *
 * <ul>
 *   <li>{@code dev.waymark}: the entry point, a server without arguments and a command with them.
 *   <li>{@code server}: the server's start, where plain services meet the framework.
 *   <li>{@code command}: what the same binary does with arguments; {@code command.local} asks the
 *       services of this process, {@code command.service} a running Waymark, {@code command.output}
 *       prints.
 *   <li>{@code page}: the page for people; what it shows it asks of the API.
 *   <li>{@code assembly}: the services, put together once for both, and for the tests.
 *   <li>{@code settings}: what people set, where it comes from, and what is refused.
 *   <li>{@code operation}: what a platform watches: health, metrics and traces.
 *   <li>{@code http}: what all endpoints share: every error becomes an answer here. {@code
 *       http.guard} is what a request passes before any endpoint: limits, and rules for browsers;
 *       {@code http.access} lets in who may call.
 *   <li>{@code webhook}: notifies what is outside of what happens here, beside it all.
 *   <li>{@code text}: the answers for people, in words: for commands and HTTP alike.
 *   <li>{@code problem}: what can go wrong, in words, for HTTP and commands alike.
 *   <li>{@code migration}: the words of a change; below it {@code endpoint}, {@code run} (from the
 *       ticket to the end), {@code status} (where the database stands), {@code acceptance}, {@code
 *       check} (scripts without a database), {@code plan} (what a run would do; below it {@code
 *       hazard}), {@code rehearsal} (the same, tried in a copy and watched; below it {@code
 *       sample}, a few rows for each table, and {@code data}, what live rows are asked), {@code
 *       rehearsing} (one at a time, for all callers), {@code observation} (what a statement was
 *       seen to do), {@code sarif} (what code scanning reads), {@code store} (where runs are kept),
 *       {@code flyway} (all that knows Flyway), {@code session} (the lock, and what is seen of a
 *       run's backend) and {@code script} (reads scripts before they run).
 *   <li>{@code verification}: judging the database; below it {@code endpoint}, {@code expectation},
 *       {@code finding} and {@code report}.
 *   <li>{@code schema}: the words of a schema; below it {@code catalog} (reading, and the SQL),
 *       {@code comparison}, {@code diagram} (drawing), {@code spelling} and {@code sql} (writing).
 *   <li>{@code database}: reaching PostgreSQL: connection URLs, the direct and the pooled one.
 *   <li>{@code access}: who may call, and who that is; {@code files}: whether a file has changed;
 *       {@code answer}: what is encoded once for all who ask; {@code look}: what is looked at once
 *       for them.
 * </ul>
 *
 * <p>The way of every request: {@link dev.waymark.http.access.Authentication} (who the caller is,
 * by {@link dev.waymark.access.Callers}) → {@link dev.waymark.http.access.RolePolicy} (whether they
 * may) → its endpoint.
 *
 * <p>The way of {@code POST /migrations}: {@link dev.waymark.migration.endpoint.MigrationResource}
 * → {@link dev.waymark.migration.run.MigrationRunner} (one run at a time over all processes: {@link
 * dev.waymark.migration.session.RunSession} holds the lock; a client that asks for the same joins)
 * → {@link dev.waymark.migration.run.RunRegister} (the run is kept: {@link
 * dev.waymark.migration.store.RunStore}) → {@link dev.waymark.migration.run.RunExecution} (the
 * story of the run) → {@link dev.waymark.migration.flyway.FlywayEngine#status} (what is pending;
 * what is invalid, also by {@link dev.waymark.migration.script.ScriptReview}) → {@link
 * dev.waymark.migration.flyway.FlywayEngine#migrate} (Flyway, over the connection that holds the
 * lock, observed by a {@link dev.waymark.migration.flyway.RunObserver}) → {@link
 * dev.waymark.migration.run.Ending} → {@link dev.waymark.migration.run.SchemaRecorder} (the schema
 * is what later ones are held against) → {@link dev.waymark.verification.Verifier#verify} → {@link
 * dev.waymark.migration.Run}. With nothing pending, a process that has just started asks first
 * whether what an earlier one proved still holds: {@link dev.waymark.verification.Verifier#proven}.
 *
 * <p>The way of {@code POST /migrations/rehearsals}: {@link
 * dev.waymark.migration.endpoint.RehearsalResource} → {@link
 * dev.waymark.migration.rehearsing.Rehearsals} → {@link dev.waymark.migration.rehearsal.Rehearser}
 * → {@link dev.waymark.migration.plan.PlanReader} (what would run) → {@link
 * dev.waymark.verification.expectation.ScratchPlace} (where nothing else can be changed) → the
 * copy, by {@link dev.waymark.schema.sql.SchemaSqlReader} → {@link
 * dev.waymark.migration.flyway.FlywayRehearsal} (Flyway, observed) → {@link
 * dev.waymark.migration.rehearsal.data.LiveData} → {@link
 * dev.waymark.migration.rehearsal.Rehearsal}.
 *
 * <p>The way of {@code GET /schema/verification}: {@link
 * dev.waymark.verification.endpoint.VerificationResource} → {@link
 * dev.waymark.verification.Verifier} → {@link dev.waymark.schema.catalog.CatalogReader} (the {@code
 * .sql} files beside it, over the pooled connection) → {@link
 * dev.waymark.verification.expectation.Expectations} (what should be there) → {@link
 * dev.waymark.schema.comparison.Comparison} → {@link
 * dev.waymark.verification.expectation.IgnoreRules} → {@link
 * dev.waymark.verification.report.Verification}.
 */
package dev.waymark;

/**
 * Running, from the ticket to the end. {@link dev.waymark.migration.run.MigrationRunner} admits a
 * request and takes the lock; {@link dev.waymark.migration.run.RunExecution} is the story of the
 * run in one method, with {@link dev.waymark.migration.run.Applying} and {@link
 * dev.waymark.migration.run.Ending}. {@link dev.waymark.migration.run.LiveRun} is what is known of
 * it meanwhile: each {@link dev.waymark.migration.RunEvent} changes it, is kept, and is heard by
 * every {@link dev.waymark.migration.run.RunListener}.
 *
 * <p>All threads of a process, beside those that HTTP's requests come on:
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>name</th><th>does</th><th>how many</th></tr>
 *   <tr><td>{@code run}</td><td>an attempt, with its lock and its migrations on one connection</td>
 *       <td>one for each attempt; at most one of them has the lock</td></tr>
 *   <tr><td>{@code run-keeper}</td><td>keeps the run, sees whom it waits for, reads whether it is to
 *       be cancelled</td><td>one for each run</td></tr>
 *   <tr><td>{@code proven}</td><td>asks, beside the wait for the lock, whether what was proven still
 *       holds</td><td>one for each attempt</td></tr>
 *   <tr><td>{@code script-reader}</td><td>reads and reviews many scripts from the other end</td>
 *       <td>one for each time they are read or judged</td></tr>
 *   <tr><td>{@code schema-rows}</td><td>turns rows into objects while the next ones come</td>
 *       <td>for each read of a schema</td></tr>
 *   <tr><td>{@code schema-trees}, {@code findings}</td>
 *       <td>write objects as they are compared, and look for findings, beside what a report waits
 *       for</td><td>for each report that is made</td></tr>
 *   <tr><td>{@code recorded-schema}</td><td>writes down what a run records, each a part</td>
 *       <td>two for each that is recorded</td></tr>
 *   <tr><td>{@code replay}</td><td>replays the migrations</td><td>one</td></tr>
 *   <tr><td>{@code rehearsal-keeping}</td><td>keeps the rehearsal, and reads whether it is to be
 *       cancelled</td><td>one for each rehearsal</td></tr>
 *   <tr><td>{@code rehearsal-watch}</td><td>sees from outside what a statement locks that runs in no
 *       transaction</td><td>one for each such statement</td></tr>
 *   <tr><td>{@code rehearsal-copy}</td><td>makes a part of a large copy</td>
 *       <td>four for each rehearsal, for as long as the copy is made</td></tr>
 *   <tr><td>{@code rehearsal-live}, {@code rehearsal-comparison}</td>
 *       <td>read the live schema, and compare the copy with it, beside what is done with the scratch
 *       database</td><td>one each for each rehearsal</td></tr>
 *   <tr><td>{@code scratch-expiry}</td><td>drops a scratch database whose time is over</td>
 *       <td>one for each</td></tr>
 *   <tr><td>{@code scratch-leftovers}, {@code same-database}, {@code executable-memory}</td>
 *       <td>look once, at the server's start</td><td>one each</td></tr>
 *   <tr><td>{@code database-watch}</td><td>looks at the database for probes and metrics</td>
 *       <td>one</td></tr>
 *   <tr><td>{@code webhooks}</td><td>makes messages of what happens, and asks whether drift was said
 *       already</td><td>one, if there are webhooks</td></tr>
 *   <tr><td>{@code webhook}, {@code HttpClient-…}</td><td>deliver the messages of a webhook</td>
 *       <td>one for each webhook, while it has messages</td></tr>
 *   <tr><td>{@code opened-early}</td><td>opens a command's first connections</td>
 *       <td>one for each</td></tr>
 * </table>
 *
 * <p>A monitor guards the attempts, another each run; events are numbered without gaps, and
 * listeners are notified outside of both. A run holds at most three of the direct pool's five
 * connections.
 */
package dev.waymark.migration.run;

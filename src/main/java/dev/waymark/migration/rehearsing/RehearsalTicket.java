package dev.waymark.migration.rehearsing;

import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.RehearsalException;
import java.util.concurrent.CompletableFuture;

/**
 * What a caller gets that asks for a rehearsal.
 *
 * @param id what it can be read by from now on
 * @param kept done when every replica answers for the id, or none but this one ever will
 * @param end the rehearsal when it has ended well; fails with a {@link RehearsalException}, or with
 *     what refuses a run, when it did not
 */
public record RehearsalTicket(
    String id, CompletableFuture<Void> kept, CompletableFuture<Rehearsal> end) {}

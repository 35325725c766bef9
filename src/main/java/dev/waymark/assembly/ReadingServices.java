package dev.waymark.assembly;

import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.migration.plan.PlanReader;
import dev.waymark.migration.status.RunReader;
import dev.waymark.migration.status.StatusReader;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.ScriptRecords;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.expectation.Expectations;
import dev.waymark.verification.expectation.RecordedSchemas;

/**
 * The services that read.
 *
 * @param engine all that knows Flyway
 * @param ownSchema where Waymark keeps what it knows
 * @param recorded the schemas that runs recorded
 * @param store the runs
 * @param records what scripts outside a transaction have done
 * @param expectations what the database is held against
 * @param reader reads the catalogs, and remembers what it read
 * @param verifier judges the database
 * @param status reads where the database stands
 * @param plans reads what a run would do
 * @param runs reads runs
 */
public record ReadingServices(
    FlywayEngine engine,
    OwnSchema ownSchema,
    RecordedSchemas recorded,
    RunStore store,
    ScriptRecords records,
    Expectations expectations,
    CatalogReader reader,
    Verifier verifier,
    StatusReader status,
    PlanReader plans,
    RunReader runs) {}

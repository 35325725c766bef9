/**
 * A few rows for each table of a scratch database, made from its catalogs alone: what a rehearsal
 * casts, checks and fills with defaults. No value comes from anywhere else.
 *
 * <p>{@link dev.waymark.migration.rehearsal.sample.SampleRows} reads the {@link
 * dev.waymark.migration.rehearsal.sample.TableCatalog}, puts the tables in {@link
 * dev.waymark.migration.rehearsal.sample.FillingOrder} and hands them to the {@link
 * dev.waymark.migration.rehearsal.sample.Filling}. A {@link
 * dev.waymark.migration.rehearsal.sample.SampleInsert} offers PostgreSQL {@link
 * dev.waymark.migration.rehearsal.sample.Candidates} and has it pick those that the checks take:
 * expressions are never understood here, only the literals in them are.
 */
package dev.waymark.migration.rehearsal.sample;

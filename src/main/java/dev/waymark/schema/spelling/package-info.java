/**
 * Whether two texts of one definition differ in spelling only: PostgreSQL is asked, and only where
 * texts differ.
 */
package dev.waymark.schema.spelling;

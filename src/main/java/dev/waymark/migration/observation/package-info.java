/**
 * VOCABULARY: what PostgreSQL was seen to do to relations while a statement ran, in the field's
 * words.
 */
package dev.waymark.migration.observation;

package dev.waymark.verification;

import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.finding.SwitchedOff;
import java.util.List;
import java.util.Optional;

/**
 * What is watched and what it is held against.
 *
 * @param namespaces the namespaces that are watched; empty means the connection's current schema
 * @param trackingSchema the schema of Flyway's history table; empty means the current schema
 * @param trackingTable the name of Flyway's history table
 * @param ownSchema the name of Waymark's own schema, which is never judged
 * @param expectation what the database is held against unless a request says otherwise
 * @param findingsOff the rules for findings that are not asked
 */
public record VerificationSettings(
    List<String> namespaces,
    Optional<String> trackingSchema,
    String trackingTable,
    String ownSchema,
    ExpectationChoice expectation,
    List<SwitchedOff> findingsOff) {

  /**
   * @throws IllegalArgumentException if Waymark's own schema is one that is watched: leaving it out
   *     would let everything in it pass
   */
  public VerificationSettings {
    namespaces = List.copyOf(namespaces);
    findingsOff = List.copyOf(findingsOff);
    if (namespaces.contains(ownSchema)
        || trackingSchema.filter(ownSchema::equals).isPresent()
        || ownSchema.equals("public")
        || ownSchema.equals("information_schema")
        || ownSchema.startsWith("pg_")
        || ownSchema.isBlank()) {
      throw new IllegalArgumentException(
          "Waymark's own schema cannot be \"%s\": it must be a schema for Waymark alone."
              .formatted(ownSchema));
    }
  }
}

package dev.waymark.verification;

import dev.waymark.verification.finding.SwitchedOff;
import java.util.List;
import java.util.Optional;

/**
 * What is watched and what it is held against.
 *
 * @param namespaces the namespaces that are watched; empty means the connection's current schema
 * @param trackingSchema the schema of Flyway's history table; empty means the current schema
 * @param trackingTable the name of Flyway's history table
 * @param contract where the contract is: a file, or {@code classpath:} and a packaged one; empty if
 *     there is none
 * @param findingsOff the rules for findings that are not asked
 */
public record VerificationSettings(
    List<String> namespaces,
    Optional<String> trackingSchema,
    String trackingTable,
    Optional<String> contract,
    List<SwitchedOff> findingsOff) {

  public VerificationSettings {
    namespaces = List.copyOf(namespaces);
    findingsOff = List.copyOf(findingsOff);
  }
}

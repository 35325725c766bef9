package dev.waymark.settings;

import dev.waymark.database.InvalidConnectionUrlException;
import dev.waymark.migration.plan.hazard.Gate;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.finding.Findings;
import dev.waymark.verification.finding.SwitchedOff;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;

/** Ends the start, with one line that says what to set, when what is expected makes no sense. */
public final class ExpectationCheck {
  private ExpectationCheck() {}

  public static void check(WaymarkConfiguration configuration) {
    ExpectationChoice choice;
    try {
      choice = ExpectationChoice.parse(configuration.expectation());
    } catch (IllegalArgumentException exception) {
      throw new ConfigurationException("WAYMARK_EXPECTATION: " + exception.getMessage());
    }
    List<String> schemas = configuration.schemas().orElse(List.of());
    try {
      new VerificationSettings(
          configuration.namespaces().orElse(schemas),
          schemas.stream().findFirst(),
          configuration.historyTable(),
          configuration.ownSchema(),
          choice,
          List.of());
    } catch (IllegalArgumentException exception) {
      throw new ConfigurationException("WAYMARK_OWN_SCHEMA: " + exception.getMessage());
    }
    try {
      RehearsalAddress.connection(configuration);
    } catch (InvalidConnectionUrlException exception) {
      throw new ConfigurationException(exception.getMessage());
    }
    try {
      Findings.of(configuration.findingsOff().map(SwitchedOff::parse).orElse(List.of()));
    } catch (IllegalArgumentException exception) {
      throw new ConfigurationException("WAYMARK_FINDINGS_OFF: " + exception.getMessage());
    }
    try {
      Gate.parse(configuration.planGate());
    } catch (IllegalArgumentException exception) {
      throw new ConfigurationException("WAYMARK_PLAN_GATE: " + exception.getMessage());
    }
  }
}

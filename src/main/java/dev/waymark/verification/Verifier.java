package dev.waymark.verification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.PooledConnection;
import dev.waymark.schema.CatalogReader;
import dev.waymark.schema.Comparison;
import dev.waymark.schema.Expectation;
import dev.waymark.schema.Kind;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectComparison;
import dev.waymark.schema.Schema;
import dev.waymark.schema.State;
import dev.waymark.verification.Verification.ExpectationSource;
import dev.waymark.verification.Verification.Totals;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a database's schema over the pooled connection and holds it against what is expected. */
public final class Verifier {
  private final PooledConnection pooled;
  private final VerificationSettings settings;
  private final Clock clock;
  private final CatalogReader reader = new CatalogReader();

  public Verifier(PooledConnection pooled, VerificationSettings settings, Clock clock) {
    this.pooled = pooled;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reads and compares now.
   *
   * @throws DatabaseException if the database cannot be read
   */
  public Verification verify() {
    Instant checkedAt = clock.instant();
    try (Connection connection = pooled.open()) {
      Watched watched = Watched.read(connection, settings);
      return judge(watched, reader.read(connection, filter(watched)), checkedAt);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  /**
   * Reads the schema of the watched namespaces now.
   *
   * @throws DatabaseException if the database cannot be read
   */
  public Schema schema() {
    try (Connection connection = pooled.open()) {
      return reader.read(connection, filter(Watched.read(connection, settings)));
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private NamespaceFilter filter(Watched watched) {
    List<String> namespaces =
        settings.namespaces().isEmpty()
            ? Stream.ofNullable(watched.currentSchema()).toList()
            : settings.namespaces();
    NamespaceFilter filter =
        NamespaceFilter.of(namespaces.isEmpty() ? List.of("public") : namespaces);
    TrackingTable tracking = watched.trackingTable();
    return tracking.namespace() == null
        ? filter
        : filter.exceptTable(tracking.namespace(), tracking.name());
  }

  private Verification judge(Watched watched, Schema schema, Instant checkedAt) {
    if (settings.contract().isEmpty()) {
      return unverified(
          watched,
          schema,
          checkedAt,
          "No contract says what the database should be.",
          "Set WAYMARK_CONTRACT to a contract file.");
    }
    Contract contract;
    try {
      contract = Contract.read(settings.contract().get());
    } catch (InvalidContract exception) {
      return unverified(
          watched,
          schema,
          checkedAt,
          exception.getMessage(),
          "Mend the contract, or point WAYMARK_CONTRACT at another one.");
    }
    Comparison comparison = Comparison.of(contract.expectation(), schema);
    return report(
        comparison.clean() ? VerificationStatus.VERIFIED : VerificationStatus.DRIFTED,
        null,
        null,
        new ExpectationSource("contract", contract.location()),
        watched,
        schema,
        checkedAt,
        comparison.objects());
  }

  private Verification unverified(
      Watched watched, Schema schema, Instant checkedAt, String reason, String hint) {
    List<ObjectComparison> present = Comparison.of(Expectation.of(schema), schema).objects();
    return report(
        VerificationStatus.UNVERIFIED, reason, hint, null, watched, schema, checkedAt, present);
  }

  private Verification report(
      VerificationStatus status,
      String reason,
      String hint,
      ExpectationSource expectation,
      Watched watched,
      Schema schema,
      Instant checkedAt,
      List<ObjectComparison> compared) {
    Map<String, List<ObjectNode>> objects = new LinkedHashMap<>();
    Map<Kind, List<State>> states = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      objects.put(kind.list(), new ArrayList<>());
      states.put(kind, new ArrayList<>());
    }
    for (ObjectComparison comparison : compared) {
      Kind kind = comparison.id().kind();
      objects.get(kind.list()).add(ReportedObject.of(comparison, schema));
      states.get(kind).add(comparison.state());
    }
    Map<String, StateCounts> byKind = new LinkedHashMap<>();
    states.forEach((kind, of) -> byKind.put(kind.list(), StateCounts.of(of)));
    StateCounts all = StateCounts.of(states.values().stream().flatMap(List::stream).toList());
    return new Verification(
        status,
        reason,
        hint,
        watched.database(),
        schema.server(),
        schema.namespaces(),
        expectation,
        schema.fingerprint(),
        checkedAt,
        Duration.between(checkedAt, clock.instant()).toMillis(),
        watched.trackingTable(),
        new Totals(all, byKind),
        objects);
  }
}

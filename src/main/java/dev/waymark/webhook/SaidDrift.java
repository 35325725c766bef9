package dev.waymark.webhook;

import dev.waymark.database.OwnSchemaWriter;
import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import dev.waymark.verification.report.TrackingTable;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Which differences webhooks were notified of last. That is kept in Waymark's own schema, and the
 * replica that changes it there says so: of many that see the same, one. Where it may not be
 * written, each process remembers for itself. Used by one thread.
 */
final class SaidDrift {
  private static final Logger LOG = Logger.getLogger(SaidDrift.class);
  private static final String CLAIM = Sql.read(SaidDrift.class, "claim_drift.sql");
  private static final String READ = Sql.read(SaidDrift.class, "said_drift.sql");

  private final OwnSchemaWriter own;
  private final String ownSchema;
  private final Map<String, SortedSet<String>> remembered = new TreeMap<>();

  /** What became of a claim. */
  sealed interface Claim {
    /** This process says it. */
    record Won(SortedSet<String> before) implements Claim {}

    /** The same was said already. */
    record Said() implements Claim {}

    /** Another time: a run goes on, or something newer was said. */
    record NotNow() implements Claim {}
  }

  SaidDrift(OwnSchemaWriter own, String ownSchema) {
    this.own = own;
    this.ownSchema = Sql.identifier(ownSchema);
  }

  /**
   * Claims to say it.
   *
   * @param ofRun whether a run of this process has seen it at its end
   */
  Claim claim(Drift drift, boolean ofRun) {
    SortedSet<String> here = remembered.getOrDefault(drift.expectation(), new TreeSet<>());
    Claim claim;
    try {
      claim = inDatabase(drift, ofRun);
    } catch (SQLException exception) {
      // A role that may only read, a standby, a schema that no run has made yet.
      LOG.debug("What webhooks were notified of is known to this process only.", exception);
      claim = here.equals(drift.differences()) ? new Claim.Said() : new Claim.Won(here);
    }
    if (claim instanceof Claim.NotNow) {
      return claim;
    }
    boolean saidHere = !here.isEmpty() && here.equals(drift.differences());
    remembered.put(drift.expectation(), drift.differences());
    return saidHere ? new Claim.Said() : claim;
  }

  private Claim inDatabase(Drift drift, boolean ofRun) throws SQLException {
    TrackingTable table = drift.verification().trackingTable();
    Object[] differences = drift.differences().toArray();
    List<SortedSet<String>> before = new ArrayList<>();
    List<SortedSet<String>> now = new ArrayList<>();
    RoundTrip claim =
        new RoundTrip()
            .read(
                own(CLAIM),
                row -> before.add(set(row.getArray(1))),
                table.namespace(),
                table.name(),
                drift.expectation(),
                differences,
                drift.at().toString(),
                ofRun)
            .read(
                own(READ),
                row -> now.add(set(row.getArray(1))),
                table.namespace(),
                table.name(),
                drift.expectation());
    own.write(
        connection -> {
          claim.over(connection);
          return before;
        });
    Optional<SortedSet<String>> won = before.stream().findFirst();
    if (won.isPresent()) {
      return new Claim.Won(won.get());
    }
    return now.stream().anyMatch(drift.differences()::equals)
        ? new Claim.Said()
        : new Claim.NotNow();
  }

  private static SortedSet<String> set(Array array) throws SQLException {
    return new TreeSet<>(List.of((String[]) array.getArray()));
  }

  private String own(String sql) {
    return sql.replace("${own}", ownSchema);
  }
}

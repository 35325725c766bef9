package dev.waymark.verification.expectation;

import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.database.OwnSchemaWriter;
import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Since when a database is verified, or is not, as far as Waymark has looked: since the first look
 * that said so, with none after it that said otherwise. That is kept as {@link OpenDifferences}
 * are, and where it may not be written, this process remembers.
 */
public final class StatusSince {
  private static final Logger LOG = Logger.getLogger(StatusSince.class);
  private static final String READ = Sql.read(StatusSince.class, "verification_status.sql");
  private static final String KEEP = Sql.read(StatusSince.class, "keep_verification_status.sql");

  private final OwnSchemaConnections reads;
  private final OwnSchemaWriter own;
  private final String ownSchema;
  private final Map<Held, Said> known = new ConcurrentHashMap<>();

  /**
   * What was held against what.
   *
   * @param namespace the schema of the tracking table; null if there is none
   * @param table the tracking table
   */
  public record Held(String namespace, String table, ExpectationChoice against) {}

  /**
   * What was said.
   *
   * @param status in the word of the report
   * @param since when it was first seen so
   */
  private record Said(String status, Instant since) {}

  StatusSince(OwnSchemaConnections reads, OwnSchemaWriter own, String ownSchema) {
    this.reads = reads;
    this.own = own;
    this.ownSchema = Sql.identifier(ownSchema);
  }

  /**
   * Since when it is so.
   *
   * @param status what a report says of it, in its word
   * @param seen when the catalogs were seen so
   */
  public Instant of(Held held, String status, Instant seen) {
    Said last = known.get(held);
    if (last == null || !last.status().equals(status)) {
      last = changed(held, last, new Said(status, seen.truncatedTo(ChronoUnit.MILLIS)));
      known.put(held, last);
    }
    return last.since();
  }

  /** What was said before by whomever, if it is the same; otherwise this is new. */
  private Said changed(Held held, Said before, Said now) {
    if (held.namespace() == null) {
      return now;
    }
    try {
      Optional<Said> kept = reads.read(connection -> kept(connection, held));
      if (kept.filter(it -> it.status().equals(now.status()) && isNewer(it, before)).isPresent()) {
        return kept.get();
      }
      own.write(connection -> keep(connection, held, now));
    } catch (SQLException exception) {
      // A role that may only read, a standby, a schema that no run has made yet.
      LOG.debug("Since when it is verified, or not, is known to this process only.", exception);
    }
    return now;
  }

  /** What is older than what this process has seen otherwise could not be replaced then. */
  private static boolean isNewer(Said kept, Said before) {
    return before == null || kept.since().isAfter(before.since());
  }

  private Optional<Said> kept(Connection connection, Held held) throws SQLException {
    try (var statement = connection.prepareStatement(READ.replace("${own}", ownSchema))) {
      statement.setString(1, held.namespace());
      statement.setString(2, held.table());
      statement.setString(3, held.against().code());
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Said(
                    row.getString("status"),
                    row.getObject("since", OffsetDateTime.class).toInstant()))
            : Optional.empty();
      }
    }
  }

  private int keep(Connection connection, Held held, Said now) throws SQLException {
    try (var statement = connection.prepareStatement(KEEP.replace("${own}", ownSchema))) {
      statement.setString(1, held.namespace());
      statement.setString(2, held.table());
      statement.setString(3, held.against().code());
      statement.setString(4, now.status());
      statement.setString(5, now.since().toString());
      return statement.executeUpdate();
    }
  }
}

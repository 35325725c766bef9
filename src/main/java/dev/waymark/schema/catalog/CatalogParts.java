package dev.waymark.schema.catalog;

import dev.waymark.database.RoundTrip;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fingerprint of the catalogs in parts, one for each relation, so that it says which of them
 * have changed.
 */
final class CatalogParts {
  private static final String QUESTION = ChangeDetector.ofRows("catalog_parts");

  /** What is no relation's, and may be named by what is printed of any. */
  private static final long ALL_ELSE = 0;

  private static final Part NONE = new Part(BigInteger.ZERO, 0);

  private final Map<Long, Part> parts = new HashMap<>();

  private record Part(BigInteger hashes, long versions) {}

  /** Asks for them; they have come when the round trip is over. */
  void with(RoundTrip others) {
    others.read(QUESTION, this::read);
  }

  private void read(ResultSet row) throws SQLException {
    parts.put(
        row.getLong("relation"),
        new Part(row.getBigDecimal("hashes").toBigIntegerExact(), row.getLong("versions")));
  }

  /**
   * What {@link ChangeDetector#fingerprint} gives in the same snapshot.
   *
   * @param server the number of the server's version
   * @param runningSince when it was started
   */
  CatalogFingerprint fingerprint(int server, String runningSince) {
    BigInteger hashes = BigInteger.ZERO;
    long versions = 0;
    for (Part part : parts.values()) {
      hashes = hashes.add(part.hashes());
      versions += part.versions();
    }
    return new CatalogFingerprint(server + " " + hashes + " " + versions, runningSince);
  }

  /** How many relations there are, and one. */
  int count() {
    return parts.size();
  }

  /**
   * The relations that were made, changed or dropped since; empty if more than relations has
   * changed.
   */
  Optional<Set<Long>> changedSince(CatalogParts earlier) {
    if (!parts.getOrDefault(ALL_ELSE, NONE).equals(earlier.parts.getOrDefault(ALL_ELSE, NONE))) {
      return Optional.empty();
    }
    Set<Long> changed = new HashSet<>(earlier.parts.keySet());
    changed.removeAll(parts.keySet());
    parts.forEach(
        (relation, part) -> {
          if (!part.equals(earlier.parts.get(relation))) {
            changed.add(relation);
          }
        });
    return Optional.of(changed);
  }
}

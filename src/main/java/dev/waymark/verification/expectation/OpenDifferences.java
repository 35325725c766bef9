package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.database.OwnSchemaWriter;
import dev.waymark.database.Sql;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.schema.comparison.ObjectComparison;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Since when differences are open, as far as Waymark has looked. That is kept in Waymark's own
 * schema, so that every replica and the next start report the same; where it may not be written,
 * this process remembers.
 */
public final class OpenDifferences {
  private static final Logger LOG = Logger.getLogger(OpenDifferences.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String READ = Sql.read(OpenDifferences.class, "open_differences.sql");
  private static final String KEEP = Sql.read(OpenDifferences.class, "keep_open_differences.sql");

  /** What is open: an attribute of an object, or the whole of it. */
  private record Open(ObjectId object, String attribute) {
    String digest() {
      return Digest.of(
          object.kind().name(), object.namespace(), object.table(), object.name(), attribute);
    }
  }

  private final OwnSchemaConnections reads;
  private final OwnSchemaWriter own;
  private final String ownSchema;

  /** Whether what this process saw could not be kept. */
  private volatile boolean forgetful;

  private final Map<ExpectationChoice, Map<String, Instant>> known = new ConcurrentHashMap<>();

  OpenDifferences(OwnSchemaConnections reads, OwnSchemaWriter own, String ownSchema) {
    this.reads = reads;
    this.own = own;
    this.ownSchema = Sql.identifier(ownSchema);
  }

  /** Since when what a comparison found is open. */
  public Since since(ExpectationChoice against, List<ObjectComparison> found, Instant seen) {
    Map<String, Instant> last = known.get(against);
    if (found.isEmpty() && last != null && last.isEmpty()) {
      return Since.NOTHING;
    }
    Map<Open, Instant> open = new LinkedHashMap<>();
    // As exactly as it is kept: every replica reports the same.
    Instant moment = seen.truncatedTo(ChronoUnit.MILLIS);
    Map<String, Instant> earlier = earlier(against);
    for (ObjectComparison object : found) {
      for (Open difference : open(object)) {
        open.put(difference, earlier.getOrDefault(difference.digest(), moment));
      }
    }
    var now = new TreeMap<String, Instant>();
    open.forEach((difference, since) -> now.put(difference.digest(), since));
    known.put(against, now);
    if (!now.keySet().equals(earlier.keySet())) {
      keep(against, open);
    }
    return new Since(now);
  }

  /** The objects that differed from what was recorded when somebody looked last. */
  public static Set<ObjectId> objects(Connection connection, String ownSchema) throws SQLException {
    var objects = new HashSet<ObjectId>();
    try (var statement =
        connection.prepareStatement(READ.replace("${own}", Sql.identifier(ownSchema)))) {
      statement.setString(1, ExpectationChoice.RECORDED.code());
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          objects.add(
              new ObjectId(
                  Kind.valueOf(row.getString("kind")),
                  row.getString("namespace"),
                  row.getString("table_name"),
                  row.getString("name")));
        }
      }
    }
    return objects;
  }

  private static List<Open> open(ObjectComparison object) {
    return object.differences().isEmpty()
        ? List.of(new Open(object.id(), null))
        : object.differences().stream()
            .map(Difference::attribute)
            .map(attribute -> new Open(object.id(), attribute))
            .toList();
  }

  private Map<String, Instant> earlier(ExpectationChoice against) {
    Map<String, Instant> remembered = known.getOrDefault(against, Map.of());
    Map<String, Instant> earlier;
    try {
      earlier = reads.read(connection -> kept(connection, against));
    } catch (SQLException exception) {
      LOG.debug("Since when differences are open is known to this process only.", exception);
      return remembered;
    }
    if (forgetful) {
      earlier.putAll(remembered);
    }
    return earlier;
  }

  private Map<String, Instant> kept(Connection connection, ExpectationChoice against)
      throws SQLException {
    var kept = new TreeMap<String, Instant>();
    try (var statement = connection.prepareStatement(READ.replace("${own}", ownSchema))) {
      statement.setString(1, against.code());
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          kept.put(
              row.getString("digest"), row.getObject("since", OffsetDateTime.class).toInstant());
        }
      }
    }
    return kept;
  }

  private void keep(ExpectationChoice against, Map<Open, Instant> open) {
    forgetful = true;
    try {
      own.write(connection -> keep(connection, against, open));
      forgetful = false;
    } catch (SQLException exception) {
      // A role that may only read, a standby, a schema that no run has made yet.
      LOG.debug("Since when differences are open could not be kept.", exception);
    }
  }

  private int keep(Connection connection, ExpectationChoice against, Map<Open, Instant> open)
      throws SQLException {
    try (var statement = connection.prepareStatement(KEEP.replace("${own}", ownSchema))) {
      statement.setString(1, json(open));
      statement.setString(2, against.code());
      statement.setString(3, against.code());
      return statement.executeUpdate();
    }
  }

  private static String json(Map<Open, Instant> open) {
    ArrayNode list = MAPPER.createArrayNode();
    open.forEach(
        (difference, since) ->
            list.addObject()
                .put("digest", difference.digest())
                .put("since", since.toString())
                .put("kind", difference.object().kind().name())
                .put("namespace", difference.object().namespace())
                .put("table_name", difference.object().table())
                .put("name", difference.object().name())
                .put("attribute", difference.attribute()));
    try {
      return MAPPER.writeValueAsString(list);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("Plain JSON cannot be written", exception);
    }
  }

  /**
   * Since when each difference of a report is open.
   *
   * @param moments by the digest of object and attribute
   */
  public record Since(Map<String, Instant> moments) {
    /** Of a report in which nothing is open. */
    public static final Since NOTHING = new Since(Map.of());

    public Since {
      moments = Map.copyOf(moments);
    }

    /** Since when the attribute differs; null for the whole object. Null if it is not open. */
    public Instant of(ObjectId object, String attribute) {
      return moments.isEmpty() ? null : moments.get(new Open(object, attribute).digest());
    }
  }
}

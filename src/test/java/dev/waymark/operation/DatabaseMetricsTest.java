package dev.waymark.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a scrape finds at whatever moment it comes. */
class DatabaseMetricsTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final DatabaseMetrics metrics =
      new DatabaseMetrics(
          new DatabaseWatch(null, null, null, Duration.ZERO, Clock.systemUTC()),
          Clock.systemUTC(),
          registry);

  @Test
  void theCurrentVersionIsShownWhileItIsBeingReplaced() {
    List<Map<String, Double>> betweenTwo = new ArrayList<>();
    registry.config().onMeterRemoved(removed -> betweenTwo.add(versions()));

    metrics.showVersion(at(null, 0));
    metrics.showVersion(at("1", 1));
    metrics.showVersion(at("1", 1));
    metrics.showVersion(at("2", 3));

    assertEquals(List.of(Map.of("1", 1.0), Map.of("2", 3.0)), betweenTwo);
    assertEquals(Map.of("2", 3.0), versions());
  }

  @Test
  void noVersionIsShownAtTheOthersPlace() {
    List<Map<String, Double>> betweenTwo = new ArrayList<>();
    metrics.showVersion(at("1", 1));
    registry.config().onMeterAdded(added -> betweenTwo.add(versions()));

    metrics.showVersion(at("2", 3));

    assertEquals(1.0, betweenTwo.get(0).get("1"));
  }

  @Test
  void aVersionThatStaysCurrentIsShownAtItsNewPlace() {
    metrics.showVersion(at("2", 3));
    metrics.showVersion(at("2", 4));

    assertEquals(Map.of("2", 4.0), versions());
  }

  private Map<String, Double> versions() {
    Map<String, Double> versions = new TreeMap<>();
    for (Gauge gauge : registry.find("waymark.current.version").gauges()) {
      versions.put(gauge.getId().getTag("version"), gauge.value());
    }
    return versions;
  }

  private static Position at(String version, int rank) {
    return new Position(Instant.EPOCH, "waymark", version, rank, rank, 0, 0, 0, 0);
  }
}

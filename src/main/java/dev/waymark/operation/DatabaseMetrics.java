package dev.waymark.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Where the database stands, as it was seen last: a scrape does not ask the database. Every name is
 * in docs/reference/metrics.md.
 */
@Singleton
public class DatabaseMetrics {
  private static final String NO_VERSION = "none";

  private final DatabaseWatch watch;
  private final Clock clock;
  private final MeterRegistry registry;
  private final MultiGauge version;
  private final Map<String, Integer> ranks = new ConcurrentHashMap<>();

  public DatabaseMetrics(DatabaseWatch watch, Clock clock, MeterRegistry registry) {
    this.watch = watch;
    this.clock = clock;
    this.registry = registry;
    this.version = MultiGauge.builder("waymark.current.version").register(registry);
  }

  /** Makes them known; only a server is scraped. */
  public void register() {
    gauge("waymark.database.up", seen -> seen.lookedAt() == null ? Double.NaN : up(seen));
    seconds("waymark.watch.interval", seen -> inSeconds(watch.interval()));
    seconds("waymark.watch.age", seen -> age(seen.lookedAt()));
    seconds("waymark.status.age", seen -> of(seen, position -> age(position.readAt())));
    gauge("waymark.migrations.pending", seen -> of(seen, Position::pending));
    gauge("waymark.migrations.ahead", seen -> of(seen, Position::ahead));
    gauge("waymark.migrations.applied", seen -> of(seen, Position::applied));
    gauge("waymark.migrations.failed", seen -> of(seen, Position::failed));
    gauge("waymark.migrations.invalid", seen -> of(seen, Position::invalid));
    watch.onMoved(this::showVersion);
  }

  /** One series, whose label is the version: that of the version before goes. */
  void showVersion(Position position) {
    String current = Optional.ofNullable(position.currentVersion()).orElse(NO_VERSION);
    ranks.put(current, position.currentRank());
    // A series written anew at each look would be missing from a scrape in between.
    version.register(
        List.of(Row.of(Tags.of("version", current), ranks, it -> it.getOrDefault(current, 0))));
    ranks.keySet().retainAll(Set.of(current));
  }

  private void gauge(String name, ToDoubleFunction<Sighting> value) {
    Gauge.builder(name, watch, it -> value.applyAsDouble(it.last())).register(registry);
  }

  private void seconds(String name, ToDoubleFunction<Sighting> value) {
    Gauge.builder(name, watch, it -> value.applyAsDouble(it.last()))
        .baseUnit("seconds")
        .register(registry);
  }

  private static double up(Sighting seen) {
    return seen.reachable() ? 1 : 0;
  }

  private static double of(Sighting seen, ToDoubleFunction<Position> value) {
    return seen.position() == null ? Double.NaN : value.applyAsDouble(seen.position());
  }

  private double age(Instant moment) {
    return moment == null ? Double.NaN : inSeconds(Duration.between(moment, clock.instant()));
  }

  private static double inSeconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}

package dev.waymark.operation;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Keeps a client from making as many series as it can think of methods; Quarkus bounds the other
 * labels of requests.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">OpenTelemetry's
 *     word for a method that is not known</a>
 */
@Singleton
class BoundedLabels implements MeterFilter {
  private static final String METHOD = "method";
  private static final String OTHER = "_OTHER";
  private static final Set<String> KNOWN =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @Override
  public Meter.Id map(Meter.Id id) {
    String method = id.getTag(METHOD);
    return id.getName().startsWith("http.server.") && method != null && !KNOWN.contains(method)
        ? id.replaceTags(bounded(id.getTags()))
        : id;
  }

  private static List<Tag> bounded(List<Tag> tags) {
    return tags.stream()
        .map(tag -> tag.getKey().equals(METHOD) ? Tag.of(METHOD, OTHER) : tag)
        .toList();
  }
}

package dev.waymark.settings;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Traces are sent when somebody says where to, by the variables that every OpenTelemetry SDK knows:
 * Quarkus has its own names for them, and would send to localhost unasked.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">OpenTelemetry,
 *     environment variables</a>
 */
public final class TelemetryConfigSource implements ConfigSourceFactory {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  /** Quarkus's own default for the endpoint stands below this. */
  private static final int DEFAULTS = 0;

  // Those of traces alone come later, because they are the stronger ones.
  private static final List<Map.Entry<String, String>> NAMES =
      List.of(
          Map.entry(ENDPOINT, "exporter.otlp.endpoint"),
          Map.entry("OTEL_EXPORTER_OTLP_PROTOCOL", "exporter.otlp.protocol"),
          Map.entry("OTEL_EXPORTER_OTLP_HEADERS", "exporter.otlp.headers"),
          Map.entry("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "exporter.otlp.traces.endpoint"),
          Map.entry("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "exporter.otlp.traces.protocol"),
          Map.entry("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "exporter.otlp.traces.headers"),
          Map.entry("OTEL_TRACES_SAMPLER_ARG", "traces.sampler.arg"),
          Map.entry("OTEL_SERVICE_NAME", "service.name"),
          Map.entry("OTEL_RESOURCE_ATTRIBUTES", "resource.attributes"));

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Map<String, String> properties = new HashMap<>();
    for (Map.Entry<String, String> name : NAMES) {
      String value = value(context, name.getKey());
      if (!value.isBlank()) {
        properties.put("quarkus.otel." + name.getValue(), ConfigExpressions.literal(value));
      }
    }
    if (TelemetrySettings.problem(name -> value(context, name)).isPresent()) {
      // Said in one line by TelemetrySettings; Quarkus would do so with a stack trace.
      properties.clear();
    }
    boolean wanted =
        isSomewhere(context, properties) && !"true".equals(value(context, "OTEL_SDK_DISABLED"));
    properties.put("quarkus.otel.sdk.disabled", String.valueOf(!wanted));
    return List.of(new DerivedConfigSource("OTEL_*", properties));
  }

  private static boolean isSomewhere(ConfigSourceContext context, Map<String, String> properties) {
    return List.of("exporter.otlp.endpoint", "exporter.otlp.traces.endpoint").stream()
        .map(name -> "quarkus.otel." + name)
        .anyMatch(name -> properties.containsKey(name) || !value(context, name).isBlank());
  }

  /** The value as it was set: a dollar sign in a header must not be expanded. */
  private static String value(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    boolean isSet =
        value != null && value.getRawValue() != null && value.getConfigSourceOrdinal() > DEFAULTS;
    return isSet ? value.getRawValue() : "";
  }
}

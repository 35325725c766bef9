package dev.waymark.settings;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Ends the start, with one line, when a variable of OpenTelemetry's has a value that nothing could
 * be sent with.
 */
public final class TelemetrySettings {
  private static final List<String> ENDPOINTS =
      List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
  private static final List<String> PROTOCOLS =
      List.of("OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL");
  private static final List<String> HEADERS =
      List.of("OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS");
  private static final String SAMPLER = "OTEL_TRACES_SAMPLER";
  private static final String SAMPLED = "OTEL_TRACES_SAMPLER_ARG";

  private TelemetrySettings() {}

  /**
   * Looks at what is configured.
   *
   * @throws ConfigurationException if nothing could be sent with it
   */
  public static void check(SmallRyeConfig settings) {
    problem(name -> Optional.ofNullable(settings.getConfigValue(name).getRawValue()).orElse(""))
        .ifPresent(
            problem -> {
              throw new ConfigurationException(problem);
            });
  }

  /** What is wrong with the variables, by name and without the value; empty if nothing is. */
  static Optional<String> problem(UnaryOperator<String> variables) {
    for (String name : ENDPOINTS) {
      if (!isUrlOrNone(variables.apply(name).strip())) {
        return Optional.of(
            name + " is no URL of a collector. It looks like http://collector:4317.");
      }
    }
    for (String name : PROTOCOLS) {
      if (!variables.apply(name).strip().matches("|grpc|http/protobuf")) {
        return Optional.of(
            name + " names a protocol that is not spoken here. It takes grpc or http/protobuf.");
      }
    }
    for (String name : HEADERS) {
      // The value of a header may be a secret, and is not shown.
      if (!variables.apply(name).strip().matches("|[^=,]+=[^,]*(,[^=,]+=[^,]*)*,?")) {
        return Optional.of(name + " holds no headers. They look like name=value,other=value.");
      }
    }
    if (!variables
        .apply(SAMPLER)
        .strip()
        .matches("|(parentbased_)?(always_on|always_off|traceidratio)")) {
      return Optional.of(
          SAMPLER
              + " names no sampler. Remove it: what is sampled, the caller decides, and "
              + SAMPLED
              + " how much of the rest.");
    }
    if (!variables.apply(SAMPLED).strip().matches("|0|1|1\\.0*|0?\\.[0-9]+")) {
      return Optional.of(SAMPLED + " is no number from 0 to 1. Remove it to trace everything.");
    }
    return Optional.empty();
  }

  private static boolean isUrlOrNone(String text) {
    if (text.isEmpty()) {
      return true;
    }
    try {
      URI url = new URI(text);
      return url.getHost() != null
          && url.getScheme() != null
          && url.getScheme().matches("(?i)https?");
    } catch (URISyntaxException exception) {
      return false;
    }
  }
}

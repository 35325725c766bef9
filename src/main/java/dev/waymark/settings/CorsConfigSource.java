package dev.waymark.settings;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns {@code WAYMARK_CORS_ORIGINS} into Quarkus's settings: without an origin the whole of CORS
 * stays off, and a page that is named may send a token, never cookies.
 */
public final class CorsConfigSource implements ConfigSourceFactory {
  private static final String CORS = "quarkus.http.cors.";

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    ConfigValue origins = context.getValue("waymark.cors.origins");
    if (origins == null || origins.getValue() == null || origins.getValue().isBlank()) {
      return List.of();
    }
    return List.of(
        new DerivedConfigSource(
            "WAYMARK_CORS_ORIGINS",
            Map.of(
                CORS + "enabled", "true",
                CORS + "origins", origins.getValue(),
                CORS + "methods", "GET,HEAD,POST,DELETE",
                CORS + "exposed-headers",
                    "ETag,Location,Link,Retry-After,WWW-Authenticate,X-Request-Id",
                CORS + "access-control-allow-credentials", "false",
                CORS + "access-control-max-age", "10m")));
  }
}

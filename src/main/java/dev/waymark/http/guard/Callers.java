package dev.waymark.http.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** From where and by which names a browser may call. */
@ConfigMapping(prefix = "waymark")
public interface Callers {

  /** The names that this Waymark has; none means any, or loopback's where it listens only there. */
  Optional<List<String>> hosts();

  /** The origins whose pages may call, such as {@code https://dashboard.example}. */
  @WithName("cors.origins")
  Optional<List<String>> corsOrigins();
}

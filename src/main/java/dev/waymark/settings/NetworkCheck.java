package dev.waymark.settings;

import dev.waymark.database.NetworkLimits;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Ends the start, with one line that says what to set, when a network gets no time to answer. */
public final class NetworkCheck {
  private static final String READ = "waymark.read-timeout";
  private static final String SILENCE = "waymark.network-timeout";

  private NetworkCheck() {}

  /**
   * How long the network may say nothing.
   *
   * @throws ConfigurationException if that is too short to be kept to
   */
  public static NetworkLimits limits(WaymarkConfiguration configuration) {
    try {
      return new NetworkLimits(configuration.readTimeout(), configuration.networkTimeout());
    } catch (IllegalArgumentException exception) {
      throw new ConfigurationException(exception.getMessage());
    }
  }

  /**
   * The same while the configuration is still being put together. What cannot be understood yields
   * the defaults, so that the application gets as far as naming it in one line.
   *
   * @param value the raw value of a setting; null if there is none
   */
  public static NetworkLimits limits(Function<String, String> value) {
    try {
      return new NetworkLimits(
          duration(value.apply(READ)).orElse(NetworkLimits.DEFAULT.read()),
          duration(value.apply(SILENCE)).orElse(NetworkLimits.DEFAULT.silence()));
    } catch (IllegalArgumentException reportedLater) {
      return NetworkLimits.DEFAULT;
    }
  }

  private static Optional<Duration> duration(String text) {
    return text == null || text.isBlank()
        ? Optional.empty()
        : Optional.of(DurationConverter.parseDuration(text));
  }
}

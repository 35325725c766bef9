package dev.waymark.http.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How much a caller may ask at a time and how slow it may be; the environment variable of each is
 * in docs/reference/hardening.md. How large a request may be is among Quarkus's own settings,
 * {@code quarkus.http.limits}.
 */
@ConfigMapping(prefix = "waymark.limits")
public interface Limits {

  /** How many reads may be under way; one more is refused. */
  @WithDefault("64")
  int reads();

  /** How many requests that change something may be under way, waiting ones included. */
  @WithDefault("128")
  int changes();

  /** How many callers may follow the events of runs. */
  @WithDefault("250")
  int followers();

  /** How long a new connection may take to send the head of its first request. */
  @WithDefault("10s")
  Duration headTimeout();

  /** How long the body of a request may take. */
  @WithDefault("10s")
  Duration bodyTimeout();

  /** How long a connection may stay open without a request. */
  @WithDefault("60s")
  Duration idleTimeout();

  /** How long a caller may take to accept what was written to it. */
  @WithDefault("60s")
  Duration writeTimeout();
}

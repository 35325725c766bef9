package dev.waymark.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a webhook can be notified of; a closed set. */
public enum EventType {
  /** A run has an outcome. */
  RUN_ENDED("run.ended"),
  /** A run waits for a lock for longer than the webhook bears. */
  RUN_BLOCKED("run.blocked"),
  /** Something is not as expected that was so when it was said last. */
  DRIFT_FOUND("drift.found"),
  /** Everything is as expected again. */
  DRIFT_GONE("drift.gone"),
  /** Somebody tries whether it arrives; no webhook can be without it. */
  TEST("test");

  private final String code;

  EventType(String code) {
    this.code = code;
  }

  /** The word for it in JSON and in the file. */
  public String code() {
    return code;
  }

  /** Those that a webhook may choose from. */
  public static List<EventType> chosen() {
    return List.of(RUN_ENDED, RUN_BLOCKED, DRIFT_FOUND, DRIFT_GONE);
  }

  static Optional<EventType> ofCode(String code) {
    return Arrays.stream(values()).filter(it -> it != TEST && it.code.equals(code)).findFirst();
  }
}

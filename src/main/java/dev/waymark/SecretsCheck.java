package dev.waymark;

import io.quarkus.runtime.configuration.ConfigurationException;

/** Ends the start when a file that is to hold a secret cannot be used. */
final class SecretsCheck {
  private SecretsCheck() {}

  static void check(Secrets secrets) {
    if (!secrets.problems().isEmpty()) {
      throw new ConfigurationException(secrets.problems().get(0));
    }
  }
}

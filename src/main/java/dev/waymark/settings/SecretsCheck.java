package dev.waymark.settings;

import io.quarkus.runtime.configuration.ConfigurationException;

/** Ends the start when a file that is to hold a secret cannot be used. */
public final class SecretsCheck {
  private SecretsCheck() {}

  public static void check(Secrets secrets) {
    if (!secrets.problems().isEmpty()) {
      throw new ConfigurationException(secrets.problems().get(0));
    }
  }
}

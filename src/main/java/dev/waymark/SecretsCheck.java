package dev.waymark;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

/** Ends the start when a file that is to hold a secret cannot be used. */
final class SecretsCheck {
  /** Before anybody wonders where the address is. */
  static final int PRIORITY = DatabaseAddressCheck.PRIORITY - 1;

  void check(@Observes @Priority(PRIORITY) StartupEvent event, Secrets secrets) {
    check(secrets);
  }

  static void check(Secrets secrets) {
    if (!secrets.problems().isEmpty()) {
      throw new ConfigurationException(secrets.problems().get(0));
    }
  }
}

package dev.waymark.server;

import dev.waymark.settings.OwnCertificate;
import dev.waymark.settings.TlsConfigSource;
import dev.waymark.settings.WaymarkConfiguration;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;

/**
 * Looks now and then whether the certificate of the main port was renewed. Quarkus's own way to do
 * so takes whatever lies in the files, also half of a new pair.
 */
public final class CertificateWatch {
  private static final long EVERY_MS = 5_000;

  void start(
      @Observes StartupEvent event,
      WaymarkConfiguration configuration,
      TlsConfigurationRegistry registry,
      Event<CertificateUpdatedEvent> updated,
      Clock clock,
      Vertx vertx) {
    Optional<TlsConfiguration> served = registry.get(TlsConfigSource.NAME);
    Optional<OwnCertificate> files = OwnCertificate.of(configuration.tls());
    if (served.isEmpty() || files.isEmpty()) {
      return;
    }
    TlsConfiguration tls = served.get();
    CertificateRenewal renewal =
        new CertificateRenewal(
            files.get(),
            () -> {
              boolean loaded = tls.reload();
              if (loaded) {
                updated.fire(new CertificateUpdatedEvent(TlsConfigSource.NAME, tls));
              }
              return loaded;
            },
            clock);
    vertx.setPeriodic(
        EVERY_MS,
        timer ->
            vertx.executeBlocking(
                () -> {
                  renewal.look();
                  return null;
                }));
  }
}

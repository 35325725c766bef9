package dev.waymark.server;

import dev.waymark.access.Callers;
import dev.waymark.http.access.Access;
import dev.waymark.settings.AccessSettings;
import dev.waymark.settings.OwnCertificate;
import dev.waymark.settings.WaymarkConfiguration;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Says at start who may call. Ends the start where no caller may, or everybody may by luck: an open
 * Waymark is one that says so, or one for development that no other machine can reach.
 */
final class AccessCheck {
  private static final Logger LOG = Logger.getLogger(AccessCheck.class);

  @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0")
  String host;

  @ConfigProperty(name = "quarkus.http.tls-configuration-name")
  Optional<String> tlsName;

  void check(
      @Observes @Priority(StartChecks.PRIORITY + 1) StartupEvent event,
      WaymarkConfiguration configuration,
      Instance<Access> access,
      TlsConfigurationRegistry tls) {
    if (configuration.tls().certificate().isPresent() != configuration.tls().key().isPresent()) {
      throw new ConfigurationException(
          "WAYMARK_TLS_CERTIFICATE and WAYMARK_TLS_KEY go together: set both.");
    }
    if (configuration.tls().clientCa().isPresent() && configuration.tls().certificate().isEmpty()) {
      throw new ConfigurationException(
          "WAYMARK_TLS_CLIENT_CA has no effect by itself: set WAYMARK_TLS_CERTIFICATE and"
              + " WAYMARK_TLS_KEY too.");
    }
    OwnCertificate.of(configuration.tls())
        .flatMap(OwnCertificate::problem)
        .ifPresent(
            problem -> {
              throw new ConfigurationException(
                  "WAYMARK_TLS_CERTIFICATE, WAYMARK_TLS_KEY or WAYMARK_TLS_CLIENT_CA cannot be used: "
                      + problem);
            });
    if (access.get() instanceof Access.Known known) {
      if (known.callers().isEmpty()) {
        throw new ConfigurationException(
            "No caller is let in. Set WAYMARK_TOKENS_DIR to a folder of tokens, WAYMARK_JWT_ISSUER to"
                + " whose JSON Web Tokens to believe, or WAYMARK_CERTIFICATE_ROLES; or set"
                + " WAYMARK_ACCESS=open to let everybody do everything.");
      }
      check(known.callers(), configuration, tls);
      LOG.infof("Who may call is known by %s.", AccessSettings.sources(known.callers()));
    } else if (configuration.access().isPresent()) {
      LOG.warn(
          "WAYMARK_ACCESS=open: everybody who can reach this Waymark may do everything with it.");
    } else if (!isLoopback(host)) {
      throw new ConfigurationException(
          "Development is open to everybody on this machine alone, and quarkus.http.host is %s. Say who may call, or set WAYMARK_ACCESS=open."
              .formatted(host));
    }
  }

  /**
   * The callers who are let in.
   *
   * @throws ConfigurationException if the settings contradict each other, or one cannot be read
   */
  @Produces
  @Singleton
  Access access(WaymarkConfiguration configuration, Clock clock) {
    Callers callers = AccessSettings.callers(configuration, clock);
    boolean open = AccessSettings.isOpen(configuration);
    if (open && !callers.isEmpty()) {
      throw new ConfigurationException(
          "WAYMARK_ACCESS=open lets everybody in, and who may call is known by %s: one of them is a mistake."
              .formatted(AccessSettings.sources(callers)));
    }
    boolean development = LaunchMode.current() == LaunchMode.DEVELOPMENT;
    return open || (callers.isEmpty() && development)
        ? new Access.Open()
        : new Access.Known(callers);
  }

  private void check(
      Callers callers, WaymarkConfiguration configuration, TlsConfigurationRegistry tls) {
    configuration
        .tokensDir()
        .filter(folder -> !Files.isDirectory(folder))
        .map(Path::toAbsolutePath)
        .ifPresent(
            folder -> {
              throw new ConfigurationException(
                  "WAYMARK_TOKENS_DIR names %s, which is no folder that can be read."
                      .formatted(folder));
            });
    callers
        .tokens()
        .filter(folder -> folder.tokens().files().isEmpty())
        .ifPresent(none -> LOG.warn("WAYMARK_TOKENS_DIR holds no token yet."));
    if (callers.certificates().isPresent() && !verifiesCertificates(tls)) {
      throw new ConfigurationException(
          "WAYMARK_CERTIFICATE_ROLES needs TLS that verifies certificates: set"
              + " WAYMARK_TLS_CERTIFICATE, WAYMARK_TLS_KEY and WAYMARK_TLS_CLIENT_CA to PEM files.");
    }
  }

  /** Without authorities of its own a server believes all that Java knows, the whole world's. */
  private boolean verifiesCertificates(TlsConfigurationRegistry tls) {
    Optional<TlsConfiguration> used = tlsName.map(tls::get).orElseGet(tls::getDefault);
    return used.filter(it -> it.getKeyStoreOptions() != null)
        .filter(it -> it.getTrustStoreOptions() != null && !it.isTrustAll())
        .isPresent();
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException exception) {
      return false;
    }
  }
}

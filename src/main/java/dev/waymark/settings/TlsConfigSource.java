package dev.waymark.settings;

import dev.waymark.server.CertificateWatch;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns {@code WAYMARK_TLS_…} into Quarkus's settings, whose names no environment variable can
 * have: the names of certificates are a part of them. The main port alone has them; probes and
 * scrapes stay as they are. {@link CertificateWatch} takes renewed files.
 */
public final class TlsConfigSource implements ConfigSourceFactory {
  /** What Quarkus knows it by. */
  public static final String NAME = "waymark";

  private static final String TLS = "quarkus.tls." + NAME + ".";

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    String certificate = value(context, "waymark.tls.certificate");
    String key = value(context, "waymark.tls.key");
    String authority = value(context, "waymark.tls.client-ca");
    // Half of it, and what cannot be used, are AccessCheck's to say.
    if (certificate.isEmpty() || key.isEmpty() || !areUsable(certificate, key, authority)) {
      return List.of();
    }
    Map<String, String> properties = new HashMap<>();
    properties.put("quarkus.http.tls-configuration-name", NAME);
    properties.put(TLS + "key-store.pem.0.cert", certificate);
    properties.put(TLS + "key-store.pem.0.key", key);
    if (!authority.isEmpty()) {
      properties.put(TLS + "trust-store.pem.certs", authority);
    }
    return List.of(new DerivedConfigSource("WAYMARK_TLS_CERTIFICATE", properties));
  }

  private static boolean areUsable(String certificate, String key, String authority) {
    Optional<Path> clients = Optional.of(authority).filter(it -> !it.isEmpty()).map(Path::of);
    return new OwnCertificate(Path.of(certificate), Path.of(key), clients).problem().isEmpty();
  }

  private static String value(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return value == null || value.getValue() == null ? "" : value.getValue().strip();
  }
}

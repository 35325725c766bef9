package dev.waymark.http.access;

import dev.waymark.access.Authority;
import dev.waymark.http.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralName;
import org.eclipse.microprofile.config.ConfigProvider;

/** An application that speaks TLS, and lets in callers that have a certificate or a token. */
public final class Encrypted implements QuarkusTestProfile {
  private static final String FOLDER = "test.certificates";
  private static final String PORT = "quarkus.http.test-ssl-port";

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(TestDatabase.class, Map.of("waymark.tokens-dir", "{folder}")),
        new TestResourceEntry(Certificates.class));
  }

  /**
   * Where the running application speaks TLS.
   *
   * @param injected what Quarkus injects, which is right in the test's own JVM only
   */
  static URI address(URI injected) {
    return TestDatabase.isExecutable()
        ? URI.create("https://localhost:" + ConfigProvider.getConfig().getValue(PORT, String.class))
        : injected;
  }

  /** The authority that the running application believes. */
  static Authority authority() {
    return Authority.at(Path.of(ConfigProvider.getConfig().getValue(FOLDER, String.class)));
  }

  /** Makes an authority, and the certificates of a server and of clients. */
  public static final class Certificates implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      try {
        Path folder = Files.createTempDirectory("certificates");
        Authority authority = Authority.create(folder);
        Authority.Signed server = authority.server("localhost");
        authority.sign("deployer", "CN=deployer, O=Example");
        authority.sign(
            "dashboards",
            "CN=any",
            new GeneralName(
                GeneralName.uniformResourceIdentifier, "spiffe://example.org/dashboards"));
        authority.signExpired("expired", "CN=deployer, O=Example");
        return Map.of(
            "waymark.access",
            "",
            "waymark.certificate-roles",
            "migrator: CN=deployer,O=Example; viewer: URI:spiffe://example.org/dashboards",
            PORT,
            TestDatabase.isExecutable() ? String.valueOf(TestDatabase.unusedPort()) : "0",
            "waymark.tls.certificate",
            server.certificate().toString(),
            "waymark.tls.key",
            server.key().toString(),
            "waymark.tls.client-ca",
            authority.certificate().toString(),
            FOLDER,
            folder.toString());
      } catch (IOException exception) {
        throw new UncheckedIOException(exception);
      }
    }

    @Override
    public void stop() {}
  }
}

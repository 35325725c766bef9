package dev.waymark.http.access;

import dev.waymark.access.Role;
import dev.waymark.access.Secret;
import dev.waymark.access.TokenFolder;
import dev.waymark.access.Tokens;
import dev.waymark.http.TestDatabase;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * An application that asks who calls, and lets in callers that have a token or a JSON Web Token.
 */
public final class Guarded implements QuarkusTestProfile {

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(
            TestDatabase.class,
            Map.of(
                // Not open, as all other tests are.
                "waymark.access", "",
                "waymark.tokens-dir", "{folder}",
                "waymark.jwt.issuer", Tokens.ISSUER,
                "waymark.jwt.audience", Tokens.AUDIENCE,
                // Hidden, so that it is no token's file.
                "waymark.jwt.jwks", "{folder}/.jwks.json",
                "waymark.jwt.roles",
                    "migrator: sub=system:serviceaccount:prod:deployer; viewer: groups=dashboards")));
  }

  /** A new token for the running application. */
  static Secret token(String name, Role role) throws IOException {
    Files.deleteIfExists(folder().resolve(name));
    return new TokenFolder(folder(), Clock.systemUTC()).issue(name, role);
  }

  /** Has the issuer publish the key, before the application first asks for one. */
  static void publish(PublicJsonWebKey key) {
    Tokens.publishedIn(folder().resolve(".jwks.json"), key);
  }

  private static Path folder() {
    return Path.of(ConfigProvider.getConfig().getValue("waymark.tokens-dir", String.class));
  }
}

package dev.waymark.http.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.waymark.access.Logged;
import dev.waymark.access.Role;
import dev.waymark.access.Secret;
import dev.waymark.access.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

/** Nothing of a token is logged, even where logs tell all, and nothing of it is answered. */
@QuarkusTest
@TestProfile(Guarded.class)
class SecretsStaySecretTest {
  private static final PublicJsonWebKey KEY = Tokens.key("one");

  @Test
  void whetherATokenIsBelievedOrNot() throws IOException {
    Guarded.publish(KEY);
    String known = Guarded.token("deploy", Role.MIGRATOR).value();
    String unknown = Secret.random().value();
    String signed = Tokens.signed(Tokens.claims("nobody", Instant.now()), KEY);
    String spoilt = signed.substring(0, signed.length() - 8);
    try (Logged logged = Logged.byTheService()) {
      for (String token : List.of(known, unknown, signed, spoilt, unknown + " twice")) {
        String answers =
            given()
                    .noContentType()
                    .header("Authorization", "Bearer " + token)
                    .post("/migrations")
                    .asString()
                + given().header("Authorization", "Bearer " + token).get("/nothing").asString()
                + given().get("/nothing?access_token=" + token).asString();

        String secret = token.substring(token.length() - 20);
        assertFalse(answers.contains(secret), answers);
        assertEquals(
            List.of(), logged.lines().stream().filter(line -> line.contains(secret)).toList());
      }
      assertFalse(logged.lines().isEmpty());
    }
  }
}

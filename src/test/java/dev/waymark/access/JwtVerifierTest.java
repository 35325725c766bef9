package dev.waymark.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waymark.access.TokenRefused.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtVerifierTest {
  private static final PublicJsonWebKey KEY = Tokens.key("one");
  private static final PublicJsonWebKey OTHER = Tokens.key("two");

  @TempDir Path folder;
  private final MovableClock clock = new MovableClock();
  private JwtVerifier verifier;

  @BeforeEach
  void anIssuer() {
    KeySet keys = new KeySet.File(Tokens.publishedIn(folder.resolve("jwks.json"), KEY));
    JwtSettings settings =
        new JwtSettings(
            Tokens.ISSUER,
            Tokens.AUDIENCE,
            ClaimRoles.parse("migrator: sub=system:serviceaccount:prod:deployer"));
    verifier = new JwtVerifier(settings, new IssuerKeys(keys, clock), clock);
  }

  @Test
  void theSubjectIsTheCallerAndTheClaimsGiveTheRole() {
    String subject = "system:serviceaccount:prod:deployer";

    assertEquals(
        new Caller(subject, Optional.of(Role.MIGRATOR)),
        verifier.verify(Tokens.signed(claims(subject), KEY)));
    assertEquals(
        new Caller("somebody", Optional.empty()),
        verifier.verify(Tokens.signed(claims("somebody"), KEY)));
  }

  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        wrong("expired", Reason.EXPIRED, it -> it.setExpirationTime(seconds(-31))),
        wrong("not yet valid", Reason.NOT_YET_VALID, it -> it.setNotBefore(seconds(31))),
        wrong("other audience", Reason.AUDIENCE, it -> it.setAudience("kubernetes")),
        wrong("other issuer", Reason.ISSUER, it -> it.setIssuer(Tokens.ISSUER + "/")),
        wrong("for ever", Reason.CLAIM_MISSING, it -> it.unsetClaim("exp")),
        wrong("without issuer", Reason.CLAIM_MISSING, it -> it.unsetClaim("iss")),
        wrong("for anybody", Reason.CLAIM_MISSING, it -> it.unsetClaim("aud")),
        wrong("without subject", Reason.CLAIM_MISSING, it -> it.unsetClaim("sub")),
        wrong(
            "all wrong",
            Reason.EXPIRED,
            it -> it.setExpirationTime(seconds(-31)),
            it -> it.setIssuer("x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongClaims")
  void claimsThatAreWrong(String what, Reason reason, List<Consumer<JwtClaims>> changes) {
    JwtClaims claims = claims("somebody");
    changes.forEach(change -> change.accept(claims));

    refused(reason, Tokens.signed(claims, KEY));
  }

  @Test
  void clocksMayDifferALittle() {
    JwtClaims justOver = claims("somebody");
    justOver.setIssuedAt(seconds(-60));
    justOver.setExpirationTime(seconds(-29));
    JwtClaims notQuiteYet = claims("somebody");
    notQuiteYet.setNotBefore(seconds(29));

    verifier.verify(Tokens.signed(justOver, KEY));
    verifier.verify(Tokens.signed(notQuiteYet, KEY));
  }

  @Test
  void aKeyThatIsNotTheIssuers() {
    refused(Reason.SIGNATURE, Tokens.signed(claims("somebody"), OTHER));
  }

  @Test
  void aKeyThatTakesTheNameOfTheIssuers() {
    PublicJsonWebKey impostor = Tokens.key("one");

    refused(Reason.SIGNATURE, Tokens.signed(claims("somebody"), impostor));
  }

  /** The token must not bring its own key (RFC 7515, 10.8 and RFC 8725, 3.10). */
  @Test
  void aKeyThatTheTokenBrings() {
    PublicJsonWebKey impostor = Tokens.key("mine");
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims("somebody").toJson());
    signature.setKey(impostor.getPrivateKey());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setJwkHeader(impostor);

    refused(Reason.SIGNATURE, compact(signature));
  }

  @Test
  void noSignature() {
    String none = encoded("{\"alg\":\"none\"}") + "." + encoded(claims("somebody").toJson()) + ".";

    refused(Reason.SIGNATURE, none);
    refused(
        Reason.SIGNATURE,
        none.replace(encoded("{\"alg\":\"none\"}"), encoded("{\"alg\":\"NONE\"}")));
    refused(Reason.SIGNATURE, withoutSignature(Tokens.signed(claims("somebody"), KEY)));
  }

  /** The public key is no secret, so nothing signed with it as if it were one counts. */
  @ParameterizedTest
  @ValueSource(strings = {"der", "pem", "jwk"})
  void thePublicKeyTakenForASharedSecret(String form) {
    byte[] der = KEY.getPublicKey().getEncoded();
    byte[] secret =
        switch (form) {
          case "der" -> der;
          case "pem" ->
              ("-----BEGIN PUBLIC KEY-----\n"
                      + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                      + "\n-----END PUBLIC KEY-----\n")
                  .getBytes(UTF_8);
          default -> KEY.toJson().getBytes(UTF_8);
        };
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims("somebody").toJson());
    signature.setKey(new HmacKey(secret));
    signature.setKeyIdHeaderValue(KEY.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);

    refused(Reason.SIGNATURE, compact(signature));
  }

  /** A critical extension that Waymark does not understand (RFC 7515, 4.1.11). */
  @Test
  void anExtensionThatMustBeUnderstood() throws Exception {
    String signed =
        encoded("{\"alg\":\"RS256\",\"kid\":\"one\",\"crit\":[\"x\"],\"x\":1}")
            + "."
            + encoded(claims("somebody").toJson());
    var signature = java.security.Signature.getInstance("SHA256withRSA");
    signature.initSign(KEY.getPrivateKey());
    signature.update(signed.getBytes(UTF_8));

    refused(
        Reason.SIGNATURE,
        signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a.b.c",
        "....",
        "{}.{}.{}",
        "wmk_abc",
        "e30.e30.e30",
        "e30.W10.e30"
      })
  void whatIsNoTokenAtAll(String text) {
    assertThrows(TokenRefused.class, () -> verifier.verify(text));
  }

  @Test
  void payloadsThatAreNested() {
    for (String payload :
        List.of(
            "[".repeat(6000),
            "{\"a\":".repeat(3000),
            "{\"sub\":{}}",
            "{\"exp\":\"x\"}",
            "7",
            "null")) {
      assertThrows(
          TokenRefused.class,
          () ->
              verifier.verify(
                  encoded("{\"alg\":\"RS256\",\"kid\":\"one\"}")
                      + "."
                      + encoded(payload)
                      + ".AAAA"));
      assertThrows(
          TokenRefused.class, () -> verifier.verify(Tokens.signed(payload, KEY, Map.of())));
    }
  }

  /** Whatever is done to a good token: refused as a token, never as a failure of Waymark's. */
  @Test
  void whateverIsDoneToAGoodToken() {
    String good = Tokens.signed(claims("somebody"), KEY);
    for (int length = 0; length < good.length(); length++) {
      String cut = good.substring(0, length);
      assertThrows(TokenRefused.class, () -> verifier.verify(cut));
    }
    Random random = new Random(20261124);
    for (int round = 0; round < 3000; round++) {
      StringBuilder changed = new StringBuilder(good);
      // The last character's lowest bits are padding: another one there may be the same signature.
      int at = random.nextInt(good.length() - 1);
      char other = (char) ('!' + random.nextInt(94));
      if (other == good.charAt(at)) {
        continue;
      }
      changed.setCharAt(at, other);
      assertThrows(
          TokenRefused.class, () -> verifier.verify(changed.toString()), () -> changed.toString());
    }
  }

  private void refused(Reason reason, String token) {
    TokenRefused refused = assertThrows(TokenRefused.class, () -> verifier.verify(token));
    assertEquals(reason, refused.reason());
    for (Throwable it = refused; it != null; it = it.getCause()) {
      assertFalse(it.toString().contains(token.substring(0, 20)), "the token is told");
    }
  }

  private JwtClaims claims(String subject) {
    return Tokens.claims(subject, clock.instant());
  }

  private static NumericDate seconds(int fromNow) {
    return NumericDate.fromMilliseconds(
        new MovableClock().instant().plus(Duration.ofSeconds(fromNow)).toEpochMilli());
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static Arguments wrong(String what, Reason reason, Consumer<JwtClaims>... changes) {
    return Arguments.of(what, reason, List.of(changes));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static String withoutSignature(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1);
  }

  private static String compact(JsonWebSignature signature) {
    try {
      return signature.getCompactSerialization();
    } catch (org.jose4j.lang.JoseException exception) {
      throw new IllegalStateException(exception);
    }
  }
}

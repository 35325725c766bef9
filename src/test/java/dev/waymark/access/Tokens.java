package dev.waymark.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An issuer of JSON Web Tokens as it is found in the world, and the tokens it hands out. */
public final class Tokens {
  public static final String ISSUER = "https://issuer.example.com";
  public static final String AUDIENCE = "waymark";

  private Tokens() {}

  /** A key pair of the issuer. */
  public static PublicJsonWebKey key(String id) {
    try {
      PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(id);
      return key;
    } catch (JoseException exception) {
      throw new IllegalStateException(exception);
    }
  }

  /** What the issuer publishes. */
  public static String published(PublicJsonWebKey... keys) {
    return new JsonWebKeySet(List.of(keys)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  /** The same as a file. */
  public static Path publishedIn(Path file, PublicJsonWebKey... keys) {
    try {
      return Files.writeString(file, published(keys));
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** What a good token says, at this moment and for five minutes. */
  public static JwtClaims claims(String subject, Instant now) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(AUDIENCE);
    claims.setSubject(subject);
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 300));
    return claims;
  }

  /** The claims, signed with the key. */
  public static String signed(JwtClaims claims, PublicJsonWebKey key) {
    return signed(claims.toJson(), key, Map.of());
  }

  /** Any payload, signed with the key; further headers are set as they are. */
  public static String signed(String payload, PublicJsonWebKey key, Map<String, String> headers) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(payload);
    signature.setKey(key.getPrivateKey());
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    headers.forEach(signature::setHeader);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException exception) {
      throw new IllegalStateException(exception);
    }
  }
}

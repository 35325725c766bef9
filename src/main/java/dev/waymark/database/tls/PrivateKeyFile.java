package dev.waymark.database.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Reads a private key in the forms that OpenSSL writes: PKCS #8, plain or encrypted, and the older
 * ones of RSA (PKCS #1) and elliptic curves (RFC 5915), as PEM or, of PKCS #8, as DER. The JDK
 * reads PKCS #8 only; the older ones lack no more than the algorithm's name, which the certificate
 * has.
 */
final class PrivateKeyFile {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (?<kind>(?:[A-Z]+ )?PRIVATE KEY)-----(?<base64>.*?)-----END \\k<kind>-----",
          Pattern.DOTALL);
  private static final String CONVERT =
      "Convert it: openssl pkcs8 -topk8 -in OLD -out NEW (with -nocrypt for one without a password)";

  private PrivateKeyFile() {}

  /**
   * @param certified the public key of the certificate
   */
  static PrivateKey read(Path file, PublicKey certified, Optional<String> password) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException exception) {
      throw new InvalidTlsFile(
          "The private key's file, %s, cannot be read".formatted(file),
          "Give it to the user of this process",
          exception);
    }
    Matcher pem = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
    try {
      return pem.find()
          ? ofPem(file, pem.group("kind"), pem.group("base64"), certified, password)
          : ofDer(file, content, certified, password);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException exception) {
      if (exception instanceof InvalidTlsFile known) {
        throw known;
      }
      throw new InvalidTlsFile(
          "The file %s holds no private key that belongs to a certificate of %s"
              .formatted(file, certified.getAlgorithm()),
          CONVERT,
          exception);
    }
  }

  private static PrivateKey ofPem(
      Path file, String kind, String base64, PublicKey certified, Optional<String> password)
      throws GeneralSecurityException, IOException {
    if (base64.contains("Proc-Type:")) {
      throw new InvalidTlsFile(
          "The private key in %s is encrypted in OpenSSL's old way, which protects it badly"
              .formatted(file),
          "Convert it: openssl pkcs8 -topk8 -in OLD -out NEW");
    }
    byte[] der = Base64.getMimeDecoder().decode(base64);
    return switch (kind) {
      case "PRIVATE KEY" -> pkcs8(der, certified);
      case "ENCRYPTED PRIVATE KEY" -> decrypted(file, der, certified, password);
      case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
          pkcs8(Der.privateKeyInfo(Der.algorithm(certified.getEncoded()), der), certified);
      default ->
          throw new InvalidTlsFile(
              "The private key in %s is in a form that is not read here (%s)".formatted(file, kind),
              CONVERT);
    };
  }

  private static PrivateKey ofDer(
      Path file, byte[] der, PublicKey certified, Optional<String> password)
      throws GeneralSecurityException, IOException {
    try {
      return pkcs8(der, certified);
    } catch (GeneralSecurityException exception) {
      return decrypted(file, der, certified, password);
    }
  }

  private static PrivateKey decrypted(
      Path file, byte[] der, PublicKey certified, Optional<String> password)
      throws GeneralSecurityException, IOException {
    EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
    if (password.isEmpty()) {
      throw new InvalidTlsFile(
          "The private key in %s is encrypted".formatted(file), "Give its password as sslpassword");
    }
    // Of PBES2 the JDK names the scheme here and the algorithm in its parameters.
    String name = encrypted.getAlgName();
    String algorithm =
        name.startsWith("PBEWith") ? name : String.valueOf(encrypted.getAlgParameters());
    var secret =
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(password.get().toCharArray()));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.DECRYPT_MODE, secret, encrypted.getAlgParameters());
    try {
      return pkcs8(encrypted.getKeySpec(cipher).getEncoded(), certified);
    } catch (GeneralSecurityException exception) {
      throw new InvalidTlsFile(
          "The private key in %s cannot be decrypted".formatted(file),
          "Check sslpassword",
          exception);
    }
  }

  private static PrivateKey pkcs8(byte[] der, PublicKey certified) throws GeneralSecurityException {
    return KeyFactory.getInstance(certified.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}

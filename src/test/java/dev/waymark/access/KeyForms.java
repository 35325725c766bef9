package dev.waymark.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key of an {@link Authority} in the other forms that OpenSSL writes. */
public final class KeyForms {
  private static final String CIPHER = "PBEWithHmacSHA256AndAES_256";
  private static final int OCTET_STRING = 0x04;

  private KeyForms() {}

  /** PKCS #8 without PEM. */
  public static Path der(Path key) throws IOException {
    return write(key, "pk8", pkcs8(key));
  }

  /**
   * The form of before PKCS #8, which has no algorithm: {@code RSA} or {@code EC} is in its label.
   */
  public static Path old(Path key, String label) throws IOException {
    byte[] pkcs8 = pkcs8(key);
    // What the outer octet string holds, which is the last thing in a PKCS #8 of these.
    int at = 4;
    while (pkcs8[at] != OCTET_STRING || pkcs8[contentOf(pkcs8, at)] != 0x30) {
      at++;
    }
    int from = contentOf(pkcs8, at);
    byte[] inner = java.util.Arrays.copyOfRange(pkcs8, from, pkcs8.length);
    return write(key, label.toLowerCase(java.util.Locale.ROOT), pem(label + " PRIVATE KEY", inner));
  }

  /** PKCS #8, encrypted. */
  public static Path encrypted(Path key, String password)
      throws IOException, GeneralSecurityException {
    var secret =
        SecretKeyFactory.getInstance(CIPHER).generateSecret(new PBEKeySpec(password.toCharArray()));
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
    parameters.init(cipher.getParameters().getEncoded());
    byte[] der = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(pkcs8(key))).getEncoded();
    return write(key, "encrypted", pem("ENCRYPTED PRIVATE KEY", der));
  }

  /** The same form in a file of another mode. */
  public static Path withMode(Path key, String mode) throws IOException {
    Path copy = write(key, mode, Files.readAllBytes(key));
    return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
  }

  private static int contentOf(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    return at + 2 + (length < 0x80 ? 0 : length - 0x80);
  }

  private static byte[] pkcs8(Path key) throws IOException {
    return Base64.getMimeDecoder()
        .decode(Files.readString(key).replaceAll("-----[A-Z ]+-----", ""));
  }

  /** What a PEM file holds. */
  static byte[] pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label)
        .getBytes();
  }

  private static Path write(Path key, String suffix, byte[] content) throws IOException {
    Path file = key.resolveSibling(key.getFileName() + "." + suffix);
    Files.write(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}

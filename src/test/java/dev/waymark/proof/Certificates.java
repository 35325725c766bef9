package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority and the certificate of a server that it signed, as PEM files. The JDK's
 * own keytool makes them, so that no test depends on what else a machine has.
 *
 * @param authority what clients trust
 * @param server the server's certificate
 * @param key the server's private key, which only its owner may read
 */
record Certificates(Path authority, Path server, Path key) {
  private static final String PASSWORD = "changeit";

  /** Makes them in the folder, for a server that is called {@code host}. */
  static Certificates create(Path folder, String host) throws Exception {
    Path authority = folder.resolve("authority.pem");
    Path server = folder.resolve("server.pem");
    Path key = folder.resolve("server.key");
    Path request = folder.resolve("request.pem");
    keytool(folder, "authority", "-genkeypair", "-dname", "CN=Test", "-ext", "bc:c");
    keytool(folder, "authority", "-exportcert", "-rfc", "-file", authority.toString());
    keytool(folder, "server", "-genkeypair", "-dname", "CN=" + host);
    keytool(folder, "server", "-certreq", "-file", request.toString());
    keytool(
        folder,
        "authority",
        "-gencert",
        "-rfc",
        "-infile",
        request.toString(),
        "-outfile",
        server.toString(),
        "-ext",
        "san=dns:" + host);
    writeKey(folder, key);
    return new Certificates(authority, server, key);
  }

  private static void writeKey(Path folder, Path file) throws Exception {
    KeyStore store = KeyStore.getInstance(store(folder).toFile(), PASSWORD.toCharArray());
    byte[] key = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(key)));
  }

  private static void keytool(Path folder, String alias, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", alias, "-keystore", store(folder).toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    if (List.of(arguments).contains("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC"));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), () -> command + ": " + output);
  }

  private static Path store(Path folder) {
    return folder.resolve("keys.p12");
  }
}

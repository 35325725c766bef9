package dev.waymark.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** A digest of objects: the kind and the tree without defaults, a line each. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(Collection<SchemaObject> objects) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (SchemaObject object : objects) {
        String line = object.kind().list() + " " + SchemaJson.tree(object) + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java platform has SHA-256", exception);
    }
  }
}

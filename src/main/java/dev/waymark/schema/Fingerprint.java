package dev.waymark.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A digest of objects: the kind and the tree without defaults, a line each. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(Map<ObjectId, ObjectNode> trees) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (var entry : trees.entrySet()) {
        String line = entry.getKey().kind().list() + " " + entry.getValue() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java platform has SHA-256", exception);
    }
  }
}

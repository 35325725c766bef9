package dev.waymark.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of objects in their order: the kind and the tree without defaults, a line each. */
final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java platform has SHA-256", exception);
    }
  }

  void add(Kind kind, ObjectNode tree) {
    String line = kind.list() + " " + tree + "\n";
    digest.update(line.getBytes(StandardCharsets.UTF_8));
  }

  String hexadecimal() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

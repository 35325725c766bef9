package dev.waymark.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A digest of objects in their order: the kind and the tree without defaults, a line each. */
public final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java platform has SHA-256", exception);
    }
  }

  /** Of these objects, in their order. */
  public static String of(Map<ObjectId, ObjectTree> objects) {
    Fingerprint fingerprint = new Fingerprint();
    objects.forEach((id, tree) -> fingerprint.add(id.kind(), tree));
    return fingerprint.hexadecimal();
  }

  void add(Kind kind, ObjectTree tree) {
    digest.update(kind.list().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) ' ');
    digest.update(tree.json());
    digest.update((byte) '\n');
  }

  String hexadecimal() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

package dev.waymark.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A static token as it is kept: a file named by the caller the token is for, which says what the
 * holder may do and holds the hash of what the holder sends.
 *
 * <pre>
 * # an empty line and a comment are as good as nothing
 * role: migrator
 * sha256: 5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5
 * </pre>
 *
 * @param holder the caller the token is for: the file's name
 * @param role what the holder may do
 * @param sha256 the hash of the secret, 64 hexadecimal digits in lower case
 */
public record TokenFile(String holder, Role role, String sha256) {
  /** The longest file that is read, in bytes; a comment may explain much. */
  static final int LONGEST = 4096;

  // What a key of a Kubernetes Secret may be called, but nothing that is hidden.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][-._A-Za-z0-9]{0,99}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private static final String ROLE = "role";
  private static final String SHA256 = "sha256";

  /**
   * Guards itself.
   *
   * @throws InvalidTokenFile if the name is none or the hash is none
   */
  public TokenFile {
    requireName(holder);
    if (!HASH.matcher(sha256).matches()) {
      throw new InvalidTokenFile(holder, "sha256 is not 64 hexadecimal digits in lower case");
    }
  }

  /**
   * Reads a file's content.
   *
   * @param holder the file's name
   * @throws InvalidTokenFile with the line at fault, never with what it says
   */
  public static TokenFile parse(String holder, String content) {
    Role role = null;
    String sha256 = null;
    List<String> lines = content.lines().map(String::strip).toList();
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] entry = line.split(":", 2);
      String value = entry.length < 2 ? "" : entry[1].strip();
      switch (entry[0].strip()) {
        case ROLE -> role = role(holder, index + 1, role, value);
        case SHA256 -> sha256 = hash(holder, index + 1, sha256, value);
        default ->
            throw new InvalidTokenFile(
                holder, index + 1, "neither role: nor sha256: nor a comment with #");
      }
    }
    if (role == null || sha256 == null) {
      throw new InvalidTokenFile(holder, (role == null ? ROLE : SHA256) + ": is missing");
    }
    return new TokenFile(holder, role, sha256);
  }

  /**
   * Refuses what no token is called.
   *
   * @throws InvalidTokenFile if it is none
   */
  static void requireName(String holder) {
    if (!NAME.matcher(holder).matches()) {
      throw new InvalidTokenFile(
          holder, "a token's name has up to 100 letters, digits, dots, hyphens and underscores");
    }
  }

  /** The content that {@link #parse} reads. */
  public String content() {
    return "%s: %s%n%s: %s%n".formatted(ROLE, role.code(), SHA256, sha256);
  }

  /** Whether the hash is this one; takes as long for a wrong one as for a right one. */
  boolean isOf(String hash) {
    return MessageDigest.isEqual(
        sha256.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  private static Role role(String holder, int line, Role before, String value) {
    if (before != null) {
      throw new InvalidTokenFile(holder, line, "a second role");
    }
    try {
      return Role.parse(value);
    } catch (IllegalArgumentException exception) {
      throw new InvalidTokenFile(holder, line, "the role is neither viewer nor migrator");
    }
  }

  private static String hash(String holder, int line, String before, String value) {
    if (before != null) {
      throw new InvalidTokenFile(holder, line, "a second sha256; a token has a file of its own");
    }
    if (!HASH.matcher(value).matches()) {
      throw new InvalidTokenFile(holder, line, "sha256 is not 64 hexadecimal digits in lower case");
    }
    return value;
  }
}

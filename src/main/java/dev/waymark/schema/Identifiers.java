package dev.waymark.schema;

import dev.waymark.database.Sql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names as PostgreSQL stores and prints them. */
public final class Identifiers {
  /** NAMEDATALEN - 1. */
  private static final int LONGEST = 63;

  private Identifiers() {}

  /** The name cut to 63 bytes of UTF-8 at the end of a character, as the server cuts it. */
  public static String cut(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST) {
      return name;
    }
    int end = LONGEST;
    // A byte 10xxxxxx continues a character: cut before the character it belongs to.
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /**
   * The text with the name replaced wherever it stands as a whole identifier, quoted or not. {@code
   * users} is not found in {@code users_email} nor in {@code "old users"}.
   */
  public static String rename(String text, String from, String to) {
    if (!text.contains(from)) {
      return text;
    }
    String quoted = Sql.identifier(from);
    String safe = printed(to);
    String result = text.replace(quoted, safe);
    StringBuilder renamed = new StringBuilder(result.length());
    int position = 0;
    for (int found;
        (found = result.indexOf(from, position)) >= 0;
        position = found + from.length()) {
      boolean whole = !part(result, found - 1) && !part(result, found + from.length());
      renamed.append(result, position, found).append(whole ? safe : from);
    }
    return renamed.append(result, position, result.length()).toString();
  }

  /** The name as the server prints it, save that it quotes keywords, too. */
  public static String printed(String name) {
    return name.matches("[a-z_][a-z0-9_$]*") ? name : Sql.identifier(name);
  }

  /** The names of a qualified one as the server prints it: {@code shop."Order"} has two. */
  public static List<String> parts(String qualified) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    boolean quoted = false;
    for (int position = 0; position < qualified.length(); position++) {
      char character = qualified.charAt(position);
      if (character == '"' && quoted && qualified.startsWith("\"\"", position)) {
        part.append(character);
        position++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (character == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(character);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static boolean part(String text, int index) {
    if (index < 0 || index >= text.length()) {
      return false;
    }
    char character = text.charAt(index);
    return Character.isLetterOrDigit(character) || "_$\"".indexOf(character) >= 0;
  }
}

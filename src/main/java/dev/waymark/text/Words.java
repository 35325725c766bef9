package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.database.Printable;

/** How single facts are said in a line. */
public final class Words {
  private Words() {}

  /** The text of a node, with escapes for what would command a terminal; empty without one. */
  static String text(JsonNode node) {
    return Printable.text(node.asText(""));
  }

  /** A name, of which nothing is left out. */
  static String name(JsonNode node) {
    return Printable.line(node.asText(""));
  }

  /** What is no text, as JSON. */
  static String json(JsonNode node) {
    return Printable.line(node.toString());
  }

  /** The same in one line. */
  public static String line(JsonNode node) {
    return text(node).replaceAll("\\s+", " ").strip();
  }

  static String version(JsonNode version) {
    return version.isTextual() ? "version " + line(version) : "no version yet";
  }

  /** What follows where more is applied than the scripts know; empty where it is not. */
  static String ahead(int migrations) {
    return migrations == 0
        ? ""
        : ", ahead of the scripts by " + counted(migrations, "migration", "migrations");
  }

  /** A number with its noun. */
  public static String counted(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** How long something took. */
  public static String duration(long milliseconds) {
    if (milliseconds < 1_000) {
      return milliseconds + " ms";
    }
    long seconds = milliseconds / 1_000;
    return seconds < 60
        ? "%d.%d s".formatted(seconds, milliseconds % 1_000 / 100)
        : "%d min %d s".formatted(seconds / 60, seconds % 60);
  }
}

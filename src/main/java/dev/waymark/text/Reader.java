package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The reader of the words.
 *
 * @param colours whether they see colours
 * @param requests whether they send requests, so that advice names those and not commands
 */
public record Reader(boolean colours, boolean requests) {
  /** Somebody who reads what HTTP answered. */
  public static final Reader OF_HTTP = new Reader(false, true);

  private static final String RESET = "\u001b[0m";

  /** Somebody who typed a command. */
  public static Reader ofCommand(boolean colours) {
    return new Reader(colours, false);
  }

  String good(String text) {
    return painted("\u001b[32m", text);
  }

  String bad(String text) {
    return painted("\u001b[31m", text);
  }

  String doubtful(String text) {
    return painted("\u001b[33m", text);
  }

  String strong(String text) {
    return painted("\u001b[1m", text);
  }

  /** Advice in one line, naming what this reader can send; empty without one. */
  public String advice(JsonNode node) {
    return advice(Words.line(node));
  }

  /** The same of a sentence of our own. */
  String advice(String sentence) {
    return requests ? sentence : Advice.of(sentence);
  }

  private String painted(String code, String text) {
    return colours ? code + text + RESET : text;
  }
}

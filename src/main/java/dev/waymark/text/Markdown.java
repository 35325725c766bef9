package dev.waymark.text;

import dev.waymark.verification.report.MarkdownCode;

/** Words as Markdown: a heading, and below it the words with their columns as they are. */
public final class Markdown {
  private Markdown() {}

  /** The words under a heading; nothing in them is taken for Markdown. */
  public static String of(String heading, String words) {
    return "# " + heading + "\n\n" + MarkdownCode.block("text", words);
  }
}

package dev.waymark.http;

/**
 * The little HTML that a browser needs to show words: no script, no style, nothing from elsewhere.
 */
final class Html {
  private Html() {}

  static String page(String heading, String body) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title></head>
        <body>
        <h1>%s</h1>
        %s
        </body>
        </html>
        """
        .formatted(escaped(heading), escaped(heading), body);
  }

  /** Markdown of one paragraph, of which code is kept. */
  static String paragraph(String markdown) {
    return escaped(markdown).replaceAll("`([^`]*)`", "<code>$1</code>");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

package dev.waymark.webhook;

/** A file of webhooks that says something else; names the line, never shows what is in it. */
public final class InvalidWebhooksFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidWebhooksFile(String file, int line, String problem) {
    super("%s, line %d: %s".formatted(file, line, problem));
  }

  InvalidWebhooksFile(String file, String problem) {
    super(file + ": " + problem);
  }
}

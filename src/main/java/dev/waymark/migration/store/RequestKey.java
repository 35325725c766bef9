package dev.waymark.migration.store;

/**
 * A client's Idempotency-Key, and what was asked with it.
 *
 * @param history the tracking table: two services that share a database have each their own keys
 * @param key the key, as every database can hold it
 * @param digest of what was asked, as every database can hold it
 * @param before what the key stood for when it was looked for; null for nothing
 */
public record RequestKey(String history, String key, String digest, String before) {

  /** A key that stands for nothing yet. */
  public static RequestKey of(String history, String key, String request) {
    return new RequestKey(history, PlainText.of(key), PlainText.of(request), null);
  }

  /** The same, known to stand for this. */
  public RequestKey standingFor(String id) {
    return new RequestKey(history, key, digest, id);
  }
}

package dev.waymark.webhook;

import java.util.List;

/**
 * A field of a webhook as it is written.
 *
 * @param line where
 * @param values one for a text, as many as there are for a list
 */
record WebhookField(int line, List<String> values) {}

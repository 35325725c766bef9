/**
 * Notifies what is outside of what happens here. {@link dev.waymark.webhook.RunNotices} and {@link
 * dev.waymark.webhook.DriftNotices} listen and make an {@code Event} of it, {@link
 * dev.waymark.webhook.Webhooks} hands it to a {@code Courier} for each {@link
 * dev.waymark.webhook.Webhook} of the file, which sends it until the receiver has it. A run and a
 * verification never wait for any of that.
 */
package dev.waymark.webhook;

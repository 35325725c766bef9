package dev.waymark.webhook;

import java.util.UUID;

/**
 * An event on its way.
 *
 * @param id the same in each try, so that a receiver notices what it has already
 */
record Message(String id, Event event) {
  static Message of(Event event) {
    // A run has one end: where two processes say it, the receiver knows the second.
    String id = event instanceof Event.RunEnded ended ? ended.run().id() : anything();
    return new Message("msg_" + id.replace("-", ""), event);
  }

  private static String anything() {
    return UUID.randomUUID().toString();
  }
}

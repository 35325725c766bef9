package dev.waymark.webhook;

import java.util.UUID;

/**
 * An event on its way.
 *
 * @param id the same in each try, so that a receiver notices what it has already
 */
record Message(String id, Event event) {
  static Message of(Event event) {
    return new Message("msg_" + UUID.randomUUID().toString().replace("-", ""), event);
  }
}

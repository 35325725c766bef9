package dev.waymark.webhook;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * One message that was sent to see whether it arrives.
 *
 * @param webhook where to
 * @param delivered whether its receiver has it
 * @param sentence what became of it, such as {@code it answers 204}
 */
public record Trial(Webhook webhook, boolean delivered, String sentence) {

  /** Sends a message of the type {@code test} once, and waits for the answer. */
  public static Trial of(Webhook webhook, Clock clock) throws InterruptedException {
    Reply reply =
        new Sender(clock, Waits.USUAL.patience())
            .send(
                webhook,
                Message.of(new Event.Test(clock.instant().truncatedTo(ChronoUnit.MICROS))));
    return new Trial(webhook, reply instanceof Reply.Delivered, reply.sentence());
  }
}

package dev.waymark.answer;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A question that dashboards ask for ever, all of them the same, of which the answer is JSON.
 * Clients that ask together share an answer. No client gets one that was looked for before its
 * question, unless the client itself says how old it may be.
 */
public interface Poll {
  /** The path at which it is asked, such as {@code /migrations/status}. */
  String path();

  /** What {@code Content-Type} says of the answer. */
  String contentType();

  /** Asks, and does not block; a stage of the caller's own. */
  CompletionStage<Answer> ask();

  /**
   * An answer.
   *
   * @param content what is sent to a client that does not have it yet
   * @param headers what is sent with it, and with 304; names to values
   */
  record Answer(Prepared content, Map<String, String> headers) {}
}

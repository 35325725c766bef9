package dev.waymark.operation;

/** What a replica must be able to say before it is sent requests. */
public enum Readiness {
  /**
   * It has reached the database once since it started, and is not ending. An outage of the database
   * later leaves it ready: it answers, and says what is wrong and when to try again, which no
   * client would hear if every replica were taken out at once.
   */
  ANSWERING,
  /** The last look reached the database. */
  CONNECTED,
  /** The schema is verified and nothing is pending, as far as was seen last. */
  VERIFIED
}

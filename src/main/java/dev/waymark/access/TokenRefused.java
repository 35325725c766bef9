package dev.waymark.access;

/**
 * A token that does not say who calls. Neither the message nor anything else holds a part of it.
 */
public final class TokenRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, as far as the one who sent it may know. */
  public enum Reason {
    MALFORMED("The token cannot be read."),
    UNKNOWN("The token is not known here."),
    EXPIRED("The token has expired."),
    NOT_YET_VALID("The token is not valid yet."),
    ISSUER("The token is another issuer's."),
    AUDIENCE("The token is for another audience."),
    CLAIM_MISSING("The token lacks a claim: exp, iss, aud and sub are needed."),
    SIGNATURE("The token is not signed by a key of its issuer, with an asymmetric algorithm.");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** A sentence for people. */
    public String text() {
      return text;
    }
  }

  private final Reason reason;

  public TokenRefused(Reason reason) {
    super(reason.text());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

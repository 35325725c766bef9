package dev.waymark.http.access;

import dev.waymark.access.KeysUnreachable;
import dev.waymark.access.Role;
import dev.waymark.access.TokenRefused;
import dev.waymark.access.TokensUnreachable;
import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import java.util.Optional;

/**
 * What a caller is answered that may not call.
 *
 * @param problem what happened, and what to do
 * @param header the value of {@code WWW-Authenticate}; empty where no other credentials would help
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, 3</a>
 */
record Challenge(Problem problem, Optional<String> header) {
  private static final String SCHEME = "Bearer realm=\"waymark\"";

  /** The caller did not say who they are. */
  static Challenge unknown() {
    Problem problem =
        Problem.of(
            ProblemType.UNAUTHENTICATED,
            "The request does not say who calls.",
            "Send a token as Authorization: Bearer, or use a client certificate that is known here.");
    return new Challenge(problem, Optional.of(SCHEME));
  }

  /** The caller said who they are, and is not believed. */
  static Challenge of(TokenRefused refused) {
    String reason = refused.reason().text();
    return new Challenge(
        Problem.of(ProblemType.UNAUTHENTICATED, reason, "Send a token that is valid here."),
        Optional.of(SCHEME + ", error=\"invalid_token\", error_description=\"" + reason + "\""));
  }

  /** It cannot be said now whether the caller is to be believed. */
  static Challenge of(KeysUnreachable unreachable) {
    return notNow(
        "The keys that verify tokens cannot be read from their issuer, or not yet.",
        "Try again; Waymark's log says what keeps it from reading them.");
  }

  /** The folder of the tokens does not say now whose a token is. */
  static Challenge of(TokensUnreachable unreachable) {
    return notNow(
        "The folder of the tokens does not answer, so the caller cannot be known now.",
        "Try again; if it lasts, look at the volume that WAYMARK_TOKENS_DIR is on.");
  }

  private static Challenge notNow(String detail, String hint) {
    return new Challenge(Problem.of(ProblemType.KEYS_UNREACHABLE, detail, hint), Optional.empty());
  }

  /** Somebody is known, and may not do this. */
  static Challenge forbidden(String name, Role needed) {
    Problem problem =
        Problem.of(
            ProblemType.FORBIDDEN,
            "%s may not do this: it takes the role %s.".formatted(name, needed.code()),
            "Call as somebody who has the role, or have it given to this caller.");
    return new Challenge(problem, Optional.of(SCHEME + ", error=\"insufficient_scope\""));
  }
}

package dev.waymark.verification.finding;

import java.util.Collection;

/** Somebody named a finding that there is not; the message lists those that there are. */
public final class UnknownFindingException extends IllegalArgumentException {
  UnknownFindingException(String code, Collection<String> known) {
    super("There is no finding " + code + "; there are: " + String.join(", ", known));
  }
}

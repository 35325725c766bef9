package dev.waymark.access;

import java.nio.file.Path;
import java.time.Duration;

/** The folder of the tokens does not answer, so Waymark cannot say whose a token is. */
public final class TokensUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TokensUnreachable(Path folder, Duration waited) {
    super(
        "The folder of the tokens, %s, has not answered for %d seconds."
            .formatted(folder, waited.toSeconds()));
  }
}

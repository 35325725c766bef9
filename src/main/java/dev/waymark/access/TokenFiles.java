package dev.waymark.access;

import java.util.List;
import java.util.Optional;

/**
 * The tokens that were there in one look at their folder.
 *
 * @param files one for each, in the order of their names
 */
public record TokenFiles(List<TokenFile> files) {

  public TokenFiles {
    files = List.copyOf(files);
  }

  /** The caller who holds the secret; empty if none of the tokens is it. */
  public Optional<Caller> holder(Secret secret) {
    String hash = secret.sha256();
    TokenFile holder = null;
    for (TokenFile token : files) {
      // No break: how long it takes says nothing of which token it was, nor how many there are.
      if (token.isOf(hash) & holder == null) {
        holder = token;
      }
    }
    return Optional.ofNullable(holder)
        .map(token -> new Caller(token.holder(), Optional.of(token.role())));
  }
}

package dev.waymark.http.access;

import dev.waymark.access.Caller;
import dev.waymark.access.Secret;
import dev.waymark.access.TokenFiles;
import dev.waymark.access.TokenFolder;
import dev.waymark.access.TokensUnreachable;
import dev.waymark.look.SharedLook;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Finds the callers whose tokens are kept as files. Their folder is looked at after a request came,
 * and once for all that come meanwhile.
 */
@Singleton
public class TokenHolders {
  private static final String HOLDER = TokenHolders.class.getName();
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Optional<SharedLook<TokenFiles>> looks;

  @Inject
  TokenHolders(Access access) {
    // Files are not looked at on the event loop.
    this(access, Infrastructure.getDefaultWorkerPool(), LONGEST_WAIT);
  }

  TokenHolders(Access access, Executor executor, Duration longestWait) {
    this.looks =
        access instanceof Access.Known known
            ? known.callers().tokens().map(folder -> looks(folder, executor, longestWait))
            : Optional.empty();
  }

  private static SharedLook<TokenFiles> looks(
      TokenFolder folder, Executor executor, Duration longestWait) {
    return new SharedLook<>(folder::tokens, executor, longestWait, folder::silent);
  }

  /**
   * Whether a request brings a token that is kept as a file and whose role lets it do what its
   * method takes; for what is answered before Quarkus asks.
   *
   * @return empty if no token is kept as a file, or the request brings none that can be read;
   *     completed on any thread, with {@link TokensUnreachable} if the folder does not answer
   */
  public Optional<CompletionStage<Boolean>> lets(RoutingContext exchange) {
    if (looks.isEmpty()) {
      return Optional.empty();
    }
    HttpServerRequest request = exchange.request();
    Optional<BearerToken> token;
    try {
      token = BearerToken.of(request.headers().getAll(HttpHeaders.AUTHORIZATION));
    } catch (IllegalArgumentException refusedLater) {
      return Optional.empty();
    }
    return token.map(
        it ->
            holder(exchange, it)
                .thenApply(
                    holder ->
                        holder
                            .flatMap(Caller::role)
                            .filter(role -> role.includes(RolePolicy.needed(request.method())))
                            .isPresent()));
  }

  /**
   * The caller whose token it is; empty if it is none that is kept as a file. A request that asked
   * before is told the same, for it need not wait for two looks.
   *
   * @return completed on any thread, with {@link TokensUnreachable} if the folder does not answer
   */
  CompletionStage<Optional<Caller>> holder(RoutingContext exchange, BearerToken token) {
    CompletionStage<Optional<Caller>> told = exchange.get(HOLDER);
    if (told == null) {
      told = holder(token);
      exchange.put(HOLDER, told);
    }
    return told;
  }

  private CompletionStage<Optional<Caller>> holder(BearerToken token) {
    return looks
        .map(look -> look.next().thenApply(files -> files.holder(new Secret(token.value()))))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }
}

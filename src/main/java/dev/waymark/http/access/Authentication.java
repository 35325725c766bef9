package dev.waymark.http.access;

import dev.waymark.access.Caller;
import dev.waymark.access.Callers;
import dev.waymark.access.KeysUnreachable;
import dev.waymark.access.Role;
import dev.waymark.access.Secret;
import dev.waymark.access.TokenFiles;
import dev.waymark.access.TokenFolder;
import dev.waymark.access.TokenRefused;
import dev.waymark.access.TokensUnreachable;
import dev.waymark.http.guard.Refusals;
import dev.waymark.look.SharedLook;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Finds out who the caller is, before anything else is looked at: by the bearer token, or else by
 * the client certificate. A token comes first, for a certificate may be a proxy's. A caller that is
 * not known is answered here, and learns nothing of what there is.
 */
@Singleton
class Authentication implements HttpAuthenticationMechanism {
  private static final String CHALLENGE = Challenge.class.getName();

  // Before Quarkus's own way with certificates, which knows nothing of roles.
  private static final int FIRST = 10_000;

  private static final SecurityIdentity ANYBODY =
      QuarkusSecurityIdentity.builder()
          .setAnonymous(true)
          .setPrincipal(new QuarkusPrincipal(""))
          .addRoles(Arrays.stream(Role.values()).map(Role::code).collect(Collectors.toSet()))
          .build();

  /** The caller of a public page is not asked who they are, and may do nothing else. */
  private static final SecurityIdentity NOBODY =
      QuarkusSecurityIdentity.builder()
          .setAnonymous(true)
          .setPrincipal(new QuarkusPrincipal(""))
          .build();

  /** For a look at the folder of the tokens. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Access access;
  private final Refusals refusals;
  private final Optional<SharedLook<TokenFiles>> tokens;

  @Inject
  Authentication(Access access, Refusals refusals) {
    // Files are not looked at on the event loop.
    this(access, refusals, Infrastructure.getDefaultWorkerPool(), LONGEST_WAIT);
  }

  Authentication(Access access, Refusals refusals, Executor executor, Duration longestWait) {
    this.access = access;
    this.refusals = refusals;
    this.tokens =
        access instanceof Access.Known known
            ? known.callers().tokens().map(folder -> looks(folder, executor, longestWait))
            : Optional.empty();
  }

  private static SharedLook<TokenFiles> looks(
      TokenFolder folder, Executor executor, Duration longestWait) {
    return new SharedLook<>(folder::tokens, executor, longestWait, folder::silent);
  }

  @Override
  public int getPriority() {
    return FIRST;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext exchange, IdentityProviderManager providers) {
    if (PublicPages.include(exchange.request())) {
      return Uni.createFrom().item(NOBODY);
    }
    return access instanceof Access.Known known
        ? authenticate(exchange, known.callers())
        : Uni.createFrom().item(ANYBODY);
  }

  /** Answers a caller that is not known; Quarkus asks for it when authentication has failed. */
  @Override
  public Uni<Boolean> sendChallenge(RoutingContext exchange) {
    Challenge challenge = challenge(exchange);
    challenge
        .header()
        .ifPresent(it -> exchange.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, it));
    if (exchange.request().isEnded()) {
      refusals.answer(exchange, challenge.problem());
    } else {
      refusals.answerAndClose(exchange, challenge.problem());
    }
    return Uni.createFrom().item(true);
  }

  /** The same for code that only wants to know. */
  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
    Challenge challenge = challenge(exchange);
    return Uni.createFrom()
        .item(
            new ChallengeData(
                challenge.problem().status(),
                HttpHeaders.WWW_AUTHENTICATE,
                challenge.header().orElse(null)));
  }

  private Uni<SecurityIdentity> authenticate(RoutingContext exchange, Callers callers) {
    Optional<BearerToken> token;
    try {
      token = BearerToken.of(exchange.request().headers().getAll(HttpHeaders.AUTHORIZATION));
    } catch (IllegalArgumentException exception) {
      return refused(exchange, Challenge.of(new TokenRefused(TokenRefused.Reason.MALFORMED)));
    }
    if (token.isPresent()) {
      return byToken(exchange, callers, token.get());
    }
    return certificate(exchange)
        .flatMap(callers::byCertificate)
        .map(caller -> Uni.createFrom().item(identity(caller)))
        .orElseGet(() -> refused(exchange, Challenge.unknown()));
  }

  private Uni<SecurityIdentity> byToken(
      RoutingContext exchange, Callers callers, BearerToken token) {
    return holder(exchange, token)
        .flatMap(
            holder ->
                holder
                    .map(Uni.createFrom()::item)
                    .orElseGet(() -> byIssuer(exchange, callers, token)))
        .map(Authentication::identity)
        .onFailure(TokenRefused.class)
        .recoverWithUni(thrown -> refused(exchange, Challenge.of(thrown)))
        .onFailure(TokensUnreachable.class)
        .recoverWithUni(thrown -> refused(exchange, Challenge.of(thrown)))
        .onFailure(KeysUnreachable.class)
        .recoverWithUni(thrown -> refused(exchange, Challenge.of(thrown)));
  }

  /** The caller who holds a token that is kept as a file; empty if none of them is it. */
  private Uni<Optional<Caller>> holder(RoutingContext exchange, BearerToken token) {
    if (tokens.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Context context = exchange.vertx().getOrCreateContext();
    return Uni.createFrom()
        .completionStage(tokens.get()::next)
        .emitOn(task -> context.runOnContext(now -> task.run()))
        .map(files -> files.holder(new Secret(token.value())));
  }

  /** Not on the event loop: the issuer's keys may have to be read. */
  private static Uni<Caller> byIssuer(RoutingContext exchange, Callers callers, BearerToken token) {
    return Uni.createFrom()
        .completionStage(
            () ->
                exchange
                    .vertx()
                    .executeBlocking(() -> callers.byIssuer(token.value()), false)
                    .toCompletionStage());
  }

  private static Uni<SecurityIdentity> refused(RoutingContext exchange, Challenge challenge) {
    exchange.put(CHALLENGE, challenge);
    return Uni.createFrom().failure(new AuthenticationFailedException());
  }

  private static Challenge challenge(RoutingContext exchange) {
    return exchange.get(CHALLENGE, Challenge.unknown());
  }

  private static Optional<X509Certificate> certificate(RoutingContext exchange) {
    if (!exchange.request().isSSL()) {
      return Optional.empty();
    }
    try {
      return Arrays.stream(exchange.request().sslSession().getPeerCertificates())
          .findFirst()
          .map(X509Certificate.class::cast);
    } catch (SSLPeerUnverifiedException exception) {
      return Optional.empty();
    }
  }

  private static SecurityIdentity identity(Caller caller) {
    QuarkusSecurityIdentity.Builder identity =
        QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(caller.name()));
    for (Role role : Role.values()) {
      if (caller.role().filter(has -> has.includes(role)).isPresent()) {
        identity.addRole(role.code());
      }
    }
    return identity.build();
  }
}

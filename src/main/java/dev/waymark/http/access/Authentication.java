package dev.waymark.http.access;

import dev.waymark.access.Caller;
import dev.waymark.access.Callers;
import dev.waymark.access.KeysUnreachable;
import dev.waymark.access.Role;
import dev.waymark.access.TokenRefused;
import dev.waymark.access.TokensUnreachable;
import dev.waymark.http.guard.Refusals;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
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

  private final Access access;
  private final TokenHolders holders;
  private final Refusals refusals;

  Authentication(Access access, TokenHolders holders, Refusals refusals) {
    this.access = access;
    this.holders = holders;
    this.refusals = refusals;
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
    Context context = exchange.vertx().getOrCreateContext();
    return Uni.createFrom()
        .completionStage(() -> holders.holder(exchange, token))
        .emitOn(task -> context.runOnContext(now -> task.run()))
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

package dev.waymark.http.guard;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The order in which a request passes the guards, and which of them the management port has. */
@Singleton
class Guards {
  // Quarkus's own stand between: CORS at 300, authentication at 200, authorisation at 100.
  private static final int FIRST = 1_000;
  private static final int SECOND = 900;
  private static final int THE_HEAD_IS_PLAIN = 850;
  private static final int THIRD = 800;
  private static final int FOURTH = 700;
  private static final int ONCE_THE_CALLER_IS_KNOWN = 150;
  private static final int THE_BODY_IS_THERE = 149;
  private static final int LAST = 140;

  private final AnswerHeaders headers;
  private final ConnectionWatch connections;
  private final RequestHead heads;
  private final HostRule hosts;
  private final CrossSiteRule crossSite;
  private final RequestBody body;
  private final ConcurrencyLimit concurrency;

  Guards(
      AnswerHeaders headers,
      ConnectionWatch connections,
      RequestHead heads,
      HostRule hosts,
      CrossSiteRule crossSite,
      RequestBody body,
      ConcurrencyLimit concurrency) {
    this.headers = headers;
    this.connections = connections;
    this.heads = heads;
    this.hosts = hosts;
    this.crossSite = crossSite;
    this.body = body;
    this.concurrency = concurrency;
  }

  void guard(@Observes Filters filters) {
    filters.register(headers::add, FIRST);
    filters.register(connections::note, SECOND);
    filters.register(heads::enforce, THE_HEAD_IS_PLAIN);
    filters.register(hosts::enforce, THIRD);
    filters.register(crossSite::enforce, FOURTH);
    filters.register(body::read, ONCE_THE_CALLER_IS_KNOWN);
    filters.register(body::done, THE_BODY_IS_THERE);
    // After the body: a client that sends it slowly holds up no other.
    filters.register(concurrency::enforce, LAST);
  }

  void guard(@Observes ManagementInterface management) {
    management.router().route().order(Integer.MIN_VALUE).handler(headers::addWithoutCors);
    management.router().route().order(-SECOND).handler(connections::note);
  }
}

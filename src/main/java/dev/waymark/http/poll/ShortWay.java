package dev.waymark.http.poll;

import dev.waymark.answer.Poll;
import dev.waymark.answer.Prepared;
import dev.waymark.http.FailureLog;
import dev.waymark.http.IfNoneMatch;
import dev.waymark.http.access.Access;
import dev.waymark.http.access.RolePolicy;
import dev.waymark.http.access.TokenHolders;
import dev.waymark.http.guard.ConcurrencyLimit;
import dev.waymark.http.guard.Refusals;
import dev.waymark.http.guard.RequestBody;
import dev.waymark.problem.Problems;
import io.netty.buffer.ByteBuf;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Answers what dashboards poll as its endpoint does, in less than half of the processor's time:
 * once the caller is known, has the role and is let in, all that is left to do is to send what is
 * prepared. Whatever is asked in another way goes on to the endpoint, and so does a caller who may
 * not, to be refused on the way.
 */
@Singleton
class ShortWay {
  /**
   * Behind the guards that no caller passes by being known. Where everybody is let in, or the token
   * is one of those kept as files, nothing else has to be known of the caller.
   */
  private static final int BEFORE_THE_CALLER_IS_KNOWN = 250;

  /**
   * Quarkus finds out who the caller is at 200, and before what has the same number here. At 199 it
   * works out anew for each request which endpoint is asked for, and at 100 it asks for the role: a
   * fifth of what a poll takes.
   */
  private static final int ONCE_THE_CALLER_IS_KNOWN = 200;

  private static final CharSequence ASK_AGAIN = HttpHeaders.createOptimized("private, no-cache");
  private static final CharSequence BY_ACCEPT =
      HttpHeaders.createOptimized("Accept, Accept-Encoding");
  private static final String TEMPLATE = "UrlPathTemplate";
  private static final String JSON = "application/json";
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

  private final Instance<Access> access;
  private final Instance<TokenHolders> holders;
  private final Instance<Polls> polls;
  private final ConcurrencyLimit concurrency;
  private final Refusals refusals;
  private volatile Map<String, RecentAnswer> byPath;

  /**
   * @param access asked for by the first request, as are the next two: filters are registered
   *     before the settings are checked, and all three are of the settings
   */
  ShortWay(
      Instance<Access> access,
      Instance<TokenHolders> holders,
      Instance<Polls> polls,
      ConcurrencyLimit concurrency,
      Refusals refusals) {
    this.access = access;
    this.holders = holders;
    this.polls = polls;
    this.concurrency = concurrency;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::beforeTheCallerIsKnown, BEFORE_THE_CALLER_IS_KNOWN);
    filters.register(this::onceTheCallerIsKnown, ONCE_THE_CALLER_IS_KNOWN);
  }

  private void beforeTheCallerIsKnown(RoutingContext exchange) {
    RecentAnswer recent = asked(exchange.request());
    if (recent == null) {
      exchange.next();
    } else if (access.get() instanceof Access.Open) {
      answer(exchange, recent);
    } else {
      holders
          .get()
          .lets(exchange)
          .ifPresentOrElse(lets -> onceLetIn(exchange, recent, lets), exchange::next);
    }
  }

  /** A caller who is not let in, or cannot be told from one, goes on to be refused. */
  private void onceLetIn(
      RoutingContext exchange, RecentAnswer recent, CompletionStage<Boolean> lets) {
    Context context = exchange.vertx().getOrCreateContext();
    lets.whenComplete(
        (may, problem) ->
            context.runOnContext(
                now -> {
                  if (problem == null && may) {
                    answer(exchange, recent);
                  } else {
                    exchange.next();
                  }
                }));
  }

  private void onceTheCallerIsKnown(RoutingContext exchange) {
    RecentAnswer recent = RolePolicy.lets(exchange) ? asked(exchange.request()) : null;
    if (recent == null) {
      exchange.next();
    } else {
      answer(exchange, recent);
    }
  }

  /** What a request polls; null if it has to go to the endpoint. */
  private RecentAnswer asked(HttpServerRequest request) {
    RecentAnswer recent = request.method() == HttpMethod.GET ? polls().get(request.uri()) : null;
    return recent == null
            || RequestBody.hasBody(request)
            || !wantsJson(request)
            || Encoding.of(request) == Encoding.OTHER
        ? null
        : recent;
  }

  private void answer(RoutingContext exchange, RecentAnswer recent) {
    HttpServerRequest request = exchange.request();
    // Traces name a request by it, which Quarkus works out where it finds the endpoint.
    ((HttpServerRequestInternal) request).context().putLocal(TEMPLATE, recent.poll().path());
    if (!concurrency.letsIn(exchange)) {
      return;
    }
    Context context = exchange.vertx().getOrCreateContext();
    recent
        .ask(request.getHeader(HttpHeaders.CACHE_CONTROL))
        .whenComplete(
            (answer, problem) ->
                context.runOnContext(
                    now -> {
                      if (exchange.response().ended() || exchange.response().closed()) {
                        return;
                      }
                      if (problem == null) {
                        send(exchange, recent, answer);
                      } else {
                        refuse(exchange, problem);
                      }
                    }));
  }

  private Map<String, RecentAnswer> polls() {
    if (byPath == null) {
      byPath =
          polls.get().all().stream()
              .collect(Collectors.toMap(Poll::path, it -> new RecentAnswer(it, System::nanoTime)));
    }
    return byPath;
  }

  /** How the client accepts the bytes. */
  private enum Encoding {
    PLAIN,
    GZIP,
    /** With weights, or another encoding only. */
    OTHER;

    static Encoding of(HttpServerRequest request) {
      String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
      if (accepted == null || accepted.isEmpty()) {
        return PLAIN;
      }
      if (accepted.indexOf(';') >= 0) {
        return OTHER;
      }
      for (String one : accepted.split(",")) {
        if (one.strip().equalsIgnoreCase("gzip")) {
          // Over HTTP/2 Netty compresses also what is compressed and says so.
          return request.version() == HttpVersion.HTTP_2 ? OTHER : GZIP;
        }
      }
      return OTHER;
    }
  }

  /** Whether JSON is what the client wants most, without weighing one against another. */
  private static boolean wantsJson(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted == null
        || accepted.equals("*/*")
        || ((accepted.equals(JSON) || accepted.startsWith(JSON + ","))
            && accepted.indexOf(';') < 0);
  }

  private void refuse(RoutingContext exchange, Throwable problem) {
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    FailureLog.print(cause);
    refusals.answer(exchange, Problems.of(cause));
  }

  private static void send(RoutingContext exchange, RecentAnswer recent, Poll.Answer answer) {
    HttpServerRequest request = exchange.request();
    HttpServerResponse response = exchange.response();
    Prepared content = answer.content();
    response.putHeader(HttpHeaders.ETAG, content.entityTag());
    // The tag must be asked for again every time, and the answer is for the caller alone.
    response.putHeader(HttpHeaders.CACHE_CONTROL, ASK_AGAIN);
    response.putHeader(HttpHeaders.VARY, BY_ACCEPT);
    answer.headers().forEach(response::putHeader);
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (IfNoneMatch.matches(known, content.entityTag())) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, recent.poll().contentType());
    if (Encoding.of(request) == Encoding.GZIP) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
      send(response, recent.gzipped().of(content));
    } else {
      send(response, recent.plain().of(content));
    }
  }

  @SuppressWarnings("deprecation") // Vert.x 4 has no other way to send what is already in place.
  private static void send(HttpServerResponse response, ByteBuf bytes) {
    try {
      response.end(Buffer.buffer(bytes)).onComplete(sent -> bytes.release());
    } catch (RuntimeException problem) {
      bytes.release();
      throw problem;
    }
  }
}

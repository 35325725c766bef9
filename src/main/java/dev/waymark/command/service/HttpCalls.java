package dev.waymark.command.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** HTTP to one Waymark. Redirects are not followed, so that a token goes nowhere else. */
public final class HttpCalls {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  /** No answer takes so long: a replay is the slowest, and bounded. */
  private static final Duration TO_ANSWER = Duration.ofMinutes(10);

  private final URI base;
  private final Token token;
  private final HttpClient client;

  private HttpCalls(URI base, Token token, HttpClient client) {
    this.base = base;
    this.token = token;
    this.client = client;
  }

  /**
   * Calls of the Waymark at this address.
   *
   * @param base http or https, perhaps with a path that a proxy puts before
   * @param token what proves who the user is
   * @param tls whom to believe, and as whom to come
   * @throws Tls.Unusable if one of its files cannot be used
   */
  public static HttpCalls to(URI base, Token token, Tls tls) throws Tls.Unusable {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            // An upgrade to HTTP/2 would be asked for in each request, and gains nothing.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TO_CONNECT);
    tls.context().ifPresent(client::sslContext);
    return new HttpCalls(base, token, client.build());
  }

  Reply get(String path, String accept) {
    return send(path, accept, HttpRequest.newBuilder().GET());
  }

  Reply post(String path, String json, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    headers.forEach(request::header);
    return send(path, "application/json", request);
  }

  Reply delete(String path) {
    return send(path, "application/json", HttpRequest.newBuilder().DELETE());
  }

  /**
   * Reads a stream of events until it ends or is cut.
   *
   * @param last the number of the last event that the client has; 0 for none
   * @param event is given what belongs to each event
   */
  EventStream events(String path, int last, Consumer<JsonNode> event) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().GET().header("Last-Event-ID", Integer.toString(last));
    boolean[] cut = {false};
    Reply problem =
        send(
            path,
            EventStream.MEDIA_TYPE,
            request,
            BodyHandlers.ofLines(),
            response -> {
              try (Stream<String> lines = response.body()) {
                if (EventStream.isIn(response)) {
                  EventStream.read(lines, event);
                  return null;
                }
                return reply(
                    response, lines.collect(Collectors.joining("\n")), EventStream.MEDIA_TYPE);
              } catch (UncheckedIOException exception) {
                cut[0] = true;
                return null;
              }
            });
    return new EventStream(Optional.ofNullable(problem), cut[0]);
  }

  private Reply send(String path, String accept, HttpRequest.Builder request) {
    return send(
        path,
        accept,
        request,
        BodyHandlers.ofString(StandardCharsets.UTF_8),
        response -> reply(response, response.body(), accept));
  }

  private <T> Reply send(
      String path,
      String accept,
      HttpRequest.Builder request,
      BodyHandler<T> handler,
      Function<HttpResponse<T>, Reply> read) {
    URI address = URI.create(base.toString().replaceFirst("/+$", "") + path);
    request
        .uri(address)
        .timeout(TO_ANSWER)
        // A problem in words could not be read.
        .header("Accept", accept + ", " + Problem.MEDIA_TYPE)
        .header("User-Agent", "waymark/" + Release.VERSION);
    try {
      token.read().ifPresent(it -> request.header("Authorization", "Bearer " + it));
      return read.apply(client.send(request.build(), handler));
    } catch (Token.Unusable exception) {
      return Reply.refused(exception.getMessage(), "Nothing was sent.");
    } catch (SSLHandshakeException exception) {
      return Reply.refused(
          "There is no trust between this command and %s: %s."
              .formatted(base, exception.getMessage()),
          "Name the authority that signed its certificate with --cacert; if it asks for a"
              + " certificate of yours, give --cert and --key.");
    } catch (IOException exception) {
      return speaksNoTls(exception)
          ? Reply.refused(
              "What answers at %s speaks no TLS.".formatted(base),
              "Write http:// if a Waymark without TLS is meant; else check the port.")
          : Reply.none(base, why(exception));
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("A command's thread is never interrupted", exception);
    }
  }

  private Reply reply(HttpResponse<?> response, String body, String accept) {
    HttpHeaders headers = response.headers();
    String type = headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    return Reply.of(
        response.statusCode(),
        type,
        body,
        accept,
        base,
        headers.firstValue("Location").orElse("nowhere"));
  }

  /** Java has a type for it, and shares it with all else that goes wrong with TLS. */
  private static boolean speaksNoTls(IOException exception) {
    return exception instanceof SSLException && said(exception).contains("plaintext connection");
  }

  private static String said(IOException exception) {
    return exception.getMessage() == null ? "" : exception.getMessage();
  }

  private boolean closedUnanswered(IOException exception) {
    return "http".equals(base.getScheme())
        && (said(exception).contains("received no bytes") || said(exception).contains("reset"));
  }

  private String why(IOException exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "the host is unknown";
      }
    }
    if (exception instanceof HttpTimeoutException) {
      return "no answer came in time";
    }
    if (exception instanceof ConnectException) {
      return "the connection was refused";
    }
    if (closedUnanswered(exception)) {
      return "the connection was closed without an answer, as a port does that expects TLS"
          + " (https://)";
    }
    return exception.getMessage() == null ? exception.toString() : exception.getMessage();
  }
}

package dev.waymark.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Sends a message once, as Standard Webhooks has it. No redirection is followed: the address is
 * what was configured.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks</a>
 */
final class Sender {
  private static final int GONE = 410;

  private final Clock clock;
  private final Duration patience;
  private final HttpClient client;

  /**
   * @param patience how long one try may take
   */
  Sender(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  Reply send(Webhook webhook, Message message) throws InterruptedException {
    byte[] body = Body.of(webhook, message.event());
    long timestamp = clock.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(webhook.address())
            .timeout(patience)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Waymark")
            .header("webhook-id", message.id())
            .header("webhook-timestamp", String.valueOf(timestamp))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!webhook.secrets().isEmpty()) {
      request.header(
          "webhook-signature",
          webhook.secrets().stream()
              .map(secret -> secret.sign(message.id(), timestamp, body))
              .collect(Collectors.joining(" ")));
    }
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request.build(), BodyHandlers.discarding());
    try {
      // The request's own limit ends with the headers; an answer may drip for ever.
      return reply(answer.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException exception) {
      return new Reply.Later(reason(exception.getCause()), Optional.empty());
    } catch (TimeoutException exception) {
      answer.cancel(true);
      return new Reply.Later(tooSlow(), Optional.empty());
    } catch (InterruptedException exception) {
      answer.cancel(true);
      throw exception;
    }
  }

  private Reply reply(HttpResponse<Void> response) {
    int status = response.statusCode();
    String sentence = "it answers " + status;
    if (status >= 200 && status < 300) {
      return new Reply.Delivered(status);
    }
    if (status == GONE) {
      return new Reply.Gone();
    }
    if (status >= 500 || status == 429 || status == 408 || status == 425) {
      return new Reply.Later(sentence, retryAfter(response));
    }
    return new Reply.Refused(
        status >= 300 && status < 400 ? sentence + ", and no redirection is followed" : sentence);
  }

  private Optional<Duration> retryAfter(HttpResponse<Void> response) {
    return response.headers().firstValue("Retry-After").map(String::strip).flatMap(this::wait);
  }

  /** Seconds, or a moment; what is neither is no wish. */
  private Optional<Duration> wait(String text) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant moment = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(clock.instant(), moment)).filter(it -> !it.isNegative());
    } catch (DateTimeException notAMoment) {
      return Optional.empty();
    }
  }

  private String reason(Throwable thrown) {
    if (thrown instanceof HttpConnectTimeoutException) {
      return "no connection within %d s".formatted(patience.toSeconds());
    }
    if (thrown instanceof HttpTimeoutException) {
      return tooSlow();
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "its host is not known";
      }
      if (cause instanceof SSLException) {
        return "TLS fails: " + deepest(cause);
      }
    }
    if (thrown instanceof ConnectException) {
      String why = deepest(thrown);
      return why.equals("ClosedChannelException") || why.equals("Connection refused")
          ? "the connection is refused"
          : "no connection: " + why;
    }
    return thrown instanceof IOException
        ? "the connection breaks off: " + deepest(thrown)
        : String.valueOf(thrown);
  }

  private String tooSlow() {
    return "no answer within %d s".formatted(patience.toSeconds());
  }

  private static String deepest(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}

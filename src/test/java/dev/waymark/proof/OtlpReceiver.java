package dev.waymark.proof;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A collector of traces, on loopback: takes them by gRPC and by HTTP.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a>
 */
final class OtlpReceiver implements AutoCloseable {
  /** Before each message of gRPC: whether it is compressed, and its length. */
  private static final int GRPC_PREFIX = 5;

  private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  OtlpReceiver() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> receive(request, body)))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String address() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Waits for a span with this name. */
  Span span(String name) throws Exception {
    return Until.seen(
        () -> spans(name).findFirst(), () -> "no span " + name + " in\n" + spans().toList());
  }

  /** The spans with this name by now. */
  Stream<Span> spans(String name) {
    return spans().filter(span -> span.getName().equals(name));
  }

  Stream<Span> spans() {
    return received.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream());
  }

  /** An attribute of a span as text; empty if it has none. */
  static Optional<String> attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue())
        .map(value -> value.hasIntValue() ? "" + value.getIntValue() : value.getStringValue())
        .findFirst();
  }

  /** Everything that was received, as text. */
  @Override
  public String toString() {
    return received.toString();
  }

  private void receive(HttpServerRequest request, Buffer body) {
    boolean grpc = request.getHeader("content-type").startsWith("application/grpc");
    byte[] message = grpc ? body.getBytes(GRPC_PREFIX, body.length()) : body.getBytes();
    try {
      received.add(ExportTraceServiceRequest.parseFrom(message));
    } catch (InvalidProtocolBufferException exception) {
      request.response().setStatusCode(400).end();
      return;
    }
    var response = request.response();
    response.putHeader("content-type", request.getHeader("content-type"));
    if (grpc) {
      response.putTrailer("grpc-status", "0");
      response.end(Buffer.buffer(new byte[GRPC_PREFIX]));
    } else {
      response.end();
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}

package dev.waymark.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** The packaged service as a process of its own, in its production profile. */
final class Replica implements AutoCloseable {
  // One for all: a test has a hundred requests under way.
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Pattern WHO_MAY_CALL =
      Pattern.compile("WAYMARK_(ACCESS|TOKENS_DIR|JWT_.*|CERTIFICATE_ROLES)");

  private final OwnProcess process;
  private int port;
  private int managementPort;

  private Replica(OwnProcess process) {
    this.process = process;
  }

  /**
   * Starts a replica and does not wait for it.
   *
   * @param database the address of its database
   * @param migrations the folder of its scripts
   * @param settings more environment variables
   */
  static Replica launch(String database, Path migrations, Map<String, String> settings) {
    return launch(Program.waymark(), database, migrations, settings);
  }

  /** The same with another command line, such as one that ends in {@link Program#waymark}. */
  static Replica launch(
      List<String> command, String database, Path migrations, Map<String, String> settings) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("DATABASE_URL", database);
    environment.put("WAYMARK_MIGRATIONS", migrations.toString());
    // Tests fill the folder when they need it.
    environment.put("WAYMARK_ALLOW_EMPTY", "true");
    if (settings.keySet().stream().noneMatch(WHO_MAY_CALL.asMatchPredicate())) {
      environment.put("WAYMARK_ACCESS", "open");
    }
    environment.putAll(settings);
    return launch(command, environment);
  }

  /** The same with all that is said to it in the settings. */
  static Replica launch(List<String> command, Map<String, String> settings) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", "0");
    environment.putAll(settings);
    return new Replica(new OwnProcess("replica", environment, command));
  }

  /** Starts a replica that answers. */
  static Replica start(String database, Path migrations, Map<String, String> settings)
      throws Exception {
    return launch(database, migrations, settings).untilItAnswers();
  }

  Replica untilItAnswers() throws Exception {
    if (port == 0) {
      port = Integer.parseInt(process.printed("Listening on: http://\\S+?:(\\d+)").group(1));
    }
    return this;
  }

  /** What is on the management port. */
  Answer watch(String path) throws Exception {
    if (managementPort == 0) {
      String told = "Management interface listening on http://\\S+?:(\\d+)";
      managementPort = Integer.parseInt(process.printed(told).group(1));
    }
    URI uri = URI.create("http://127.0.0.1:" + managementPort + path);
    return Answer.of(HTTP.send(HttpRequest.newBuilder(uri).GET().build(), BodyHandlers.ofString()));
  }

  OwnProcess process() {
    return process;
  }

  /** Where it answers, without a slash at the end. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Where its health and metrics are, without a slash at the end. */
  String managementUrl() throws Exception {
    return process.printed("Management interface listening on (http://\\S+?:\\d+)").group(1);
  }

  Answer post(String... headers) throws Exception {
    return posting(headers).get();
  }

  /** {@code POST /migrations}, with headers as name, value, name, value. */
  CompletableFuture<Answer> posting(String... headers) {
    return postingJson("", headers);
  }

  CompletableFuture<Answer> postingJson(String json, String... headers) {
    HttpRequest.Builder request = request("/migrations", headers);
    if (json.isEmpty()) {
      request.POST(HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.POST(HttpRequest.BodyPublishers.ofString(json));
    }
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::of);
  }

  /** {@code POST /migrations/rehearsals}, with headers as name, value, name, value. */
  CompletableFuture<Answer> rehearsing(String... headers) {
    HttpRequest.Builder request = request("/migrations/rehearsals", headers);
    request.POST(HttpRequest.BodyPublishers.noBody());
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::of);
  }

  Answer repair() throws IOException, InterruptedException {
    HttpRequest request =
        request("/migrations/repair").POST(HttpRequest.BodyPublishers.noBody()).build();
    return Answer.of(HTTP.send(request, BodyHandlers.ofString()));
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return Answer.of(HTTP.send(request(path, headers).GET().build(), BodyHandlers.ofString()));
  }

  CompletableFuture<Answer> getting(String path, String... headers) {
    return HTTP.sendAsync(request(path, headers).GET().build(), BodyHandlers.ofString())
        .thenApply(Answer::of);
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return Answer.of(HTTP.send(request(path).DELETE().build(), BodyHandlers.ofString()));
  }

  /** A connection to speak HTTP on by hand. */
  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  @Override
  public void close() {
    process.close();
  }
}

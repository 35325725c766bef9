package dev.waymark.http;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is polled is answered on a short way, and no client can tell which way it was. */
@QuarkusTest
@TestProfile(Profiles.Packaged.class)
class PollsTest {
  // What has a query, though it be none, is answered by the endpoint.
  private static final String BY_ENDPOINT = "?";

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void migrate() throws SQLException {
    TestDatabase.empty();
    given().noContentType().post("/migrations").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/schema/verification", "/schema", "/migrations/status", "/migrations/runs"})
  void answersAsTheEndpointDoes(String path) throws Exception {
    for (List<String> also :
        List.of(
            List.<String>of(),
            List.of("Accept-Encoding", "gzip"),
            List.of("If-None-Match", "\"another\""),
            List.of("If-None-Match", tag(path)),
            List.of("If-None-Match", "\"another\", " + tag(path), "Accept-Encoding", "gzip"),
            List.of("If-None-Match", "*"))) {
      HttpResponse<byte[]> direct = ask(path, "*/*", also);
      HttpResponse<byte[]> endpoint = ask(path + BY_ENDPOINT, "*/*", also);

      assertEquals(endpoint.statusCode(), direct.statusCode(), () -> path + also);
      assertEquals(headers(endpoint), headers(direct), () -> path + also);
      assertEquals(body(endpoint), body(direct), () -> path + also);
    }
  }

  /** One pipeline's answer is all it waits for: a client that asks then sees what it did. */
  @Test
  void aClientThatAsksAfterAnAnswerSeesWhatItSays() throws Exception {
    for (int round = 0; round < 5; round++) {
      List<CompletableFuture<HttpResponse<byte[]>>> crowd =
          IntStream.range(0, 20)
              .mapToObj(
                  one -> client.sendAsync(request("/migrations/runs", "*/*", List.of()), all()))
              .toList();
      String run = given().noContentType().post("/migrations").path("id");

      String listed = RestAssured.get("/migrations/runs").path("runs[0].id");

      assertEquals(run, listed);
      crowd.forEach(CompletableFuture::join);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/schema/verification", "/schema", "/migrations/status"})
  void isAnotherOnceSomethingHasChanged(String path) throws Exception {
    String before = tag(path);

    TestDatabase.execute(
        "DROP INDEX users_email_idx; UPDATE flyway_schema_history SET checksum = 1");

    assertNotEquals(before, tag(path));
    assertEquals(200, ask(path, "*/*", List.of("If-None-Match", before)).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/schema/verification", "/schema", "/migrations/status"})
  void aClientThatSaysHowOldAnAnswerMayBeGetsTheLast(String path) throws Exception {
    List<String> old = List.of("Cache-Control", "max-age=60");
    String before = tag(path);
    TestDatabase.execute(
        "DROP INDEX users_email_idx; UPDATE flyway_schema_history SET checksum = 1");

    HttpResponse<byte[]> last = ask(path, "*/*", old);
    assertEquals(before, last.headers().firstValue("ETag").orElseThrow());
    assertTrue(Long.parseLong(last.headers().firstValue("Age").orElseThrow()) >= 0);
    for (String other : List.of("no-cache", "max-age=0", "max-age=60, no-cache", "max-age=-1")) {
      HttpResponse<byte[]> fresh = ask(path, "*/*", List.of("Cache-Control", other));
      assertNotEquals(before, fresh.headers().firstValue("ETag").orElseThrow(), other);
    }
    assertEquals(tag(path), ask(path, "*/*", old).headers().firstValue("ETag").orElseThrow());
  }

  @Test
  void whatIsPreparedIsWhatItWasWhenNothingHasChanged() throws Exception {
    for (String path : List.of("/schema", "/migrations/status", "/migrations/runs")) {
      assertArrayEquals(
          ask(path, "*/*", List.of("Accept-Encoding", "gzip")).body(),
          ask(path, "*/*", List.of("Accept-Encoding", "gzip")).body());
    }
  }

  private String tag(String path) throws Exception {
    return ask(path, "*/*", List.of()).headers().firstValue("ETag").orElseThrow();
  }

  private HttpResponse<byte[]> ask(String path, String accept, List<String> also)
      throws IOException, InterruptedException {
    return client.send(request(path, accept, also), all());
  }

  private static HttpRequest request(String path, String accept, List<String> also) {
    URI address = URI.create(RestAssured.baseURI + ":" + RestAssured.port + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", accept);
    return also.isEmpty() ? request.build() : request.headers(also.toArray(String[]::new)).build();
  }

  private static HttpResponse.BodyHandler<byte[]> all() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  /**
   * All but what is of the one request, and how long the body is, which the endpoint may not know.
   */
  private static Map<String, List<String>> headers(HttpResponse<byte[]> response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.headers().map());
    List.of("X-Request-Id", "Age", "Content-Length", "Transfer-Encoding").forEach(headers::remove);
    if (response.statusCode() == 304) {
      headers.remove("Content-Type");
    }
    return headers;
  }

  private static String body(HttpResponse<byte[]> response) throws IOException {
    boolean compressed = response.headers().firstValue("Content-Encoding").isPresent();
    try (var body = new ByteArrayInputStream(response.body());
        var plain = compressed ? new GZIPInputStream(body) : body) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8)
          .replaceFirst("\"checkedAt\":\"[^\"]*\"", "\"checkedAt\":\"…\"");
    }
  }
}

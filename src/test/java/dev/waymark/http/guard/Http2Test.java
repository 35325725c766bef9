package dev.waymark.http.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.http.Profiles;
import dev.waymark.http.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where somebody has turned HTTP/2 on, everything is answered as it is without. */
@QuarkusTest
@TestProfile(Profiles.Http2.class)
@Timeout(120)
class Http2Test {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

  @BeforeEach
  void speakHttp2() throws Exception {
    TestDatabase.empty();
    Files.writeString(TestDatabase.folder().resolve("V1__first.sql"), "SELECT 1;");
    // The first request of a connection asks for it, and only what follows is sent so.
    send(get("/migrations/status"));
  }

  @ParameterizedTest
  @CsvSource({
    "/migrations/status,200",
    "/schema/verification,200",
    "/migrations/plan,200",
    "/q/openapi,200",
    "/,200",
    "/nothing,404",
    "/migrations/runs/nothing,404"
  })
  void whatIsRead(String path, int status) throws Exception {
    HttpResponse<String> answer = send(get(path));

    assertEquals(HttpClient.Version.HTTP_2, answer.version());
    assertEquals(status, answer.statusCode(), answer::body);
  }

  @Test
  void aRun() throws Exception {
    HttpResponse<String> answer = send(post("application/json", "{\"target\":\"1\"}"));

    assertEquals(HttpClient.Version.HTTP_2, answer.version());
    assertEquals(200, answer.statusCode(), answer::body);
  }

  @Test
  void aPollThatIsCompressedOnce() throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
            get("/migrations/status").header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());

    try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertEquals('{', plain.read());
    }
  }

  @Test
  void aForm() throws Exception {
    HttpResponse<String> answer = send(post("multipart/form-data", "xx"));

    assertEquals(HttpClient.Version.HTTP_2, answer.version());
    assertEquals(415, answer.statusCode(), answer::body);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder get(String path) {
    return to(path).GET();
  }

  private static HttpRequest.Builder post(String type, String body) {
    return to("/migrations").header("Content-Type", type).POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://localhost:%d%s".formatted(RestAssured.port, path)));
  }
}

package dev.waymark.http.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.http.access.Guarded;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What could be read as another request by a proxy is none. */
@QuarkusTest
@TestProfile(Guarded.class)
class RequestHeadTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /schema HTTP/1.1~Host: localhost~Host: localhost|400",
        "GET /schema HTTP/1.1~Host: localhost~Host: other|400",
        "GET /schema HTTP/1.1|400",
        "GET http://other/schema HTTP/1.1~Host: localhost|400",
        "GET http://localhost/schema HTTP/1.1~Host: localhost|401",
        "POST /migrations HTTP/1.1~Host: localhost~Transfer-Encoding: xchunked|400",
        "POST /migrations HTTP/1.1~Host: localhost~Transfer-Encoding: gzip, chunked|400",
        "POST /migrations HTTP/1.1~Host: localhost~Transfer-Encoding: chunked~Transfer-Encoding: x|400",
        "POST /migrations HTTP/1.0~Host: localhost~Transfer-Encoding: chunked|400",
        "POST /migrations HTTP/1.1~Host: localhost~Content-Length: 1~Content-Length: 2|400",
        "POST /migrations HTTP/1.1~Host: localhost~Content-Length: +1|400",
        "GET /schema HTTP/1.1~Host: localhost~X: a\u0000b|400",
        "GET /schema HTTP/1.0|401",
        "OPTIONS * HTTP/1.1~Host: localhost|401",
        "GET * HTTP/1.1~Host: localhost|401",
        "GET schema HTTP/1.1~Host: localhost|401",
      })
  void isRefusedOrAskedWhoItIs(String head, int status) throws Exception {
    try (RawConnection connection = new RawConnection()) {
      String answer =
          connection.send(head.replace("~", "\n") + "\nConnection: close\n\n").untilClosed();

      assertTrue(answer.startsWith("HTTP/1."), answer);
      assertEquals(status, Integer.parseInt(answer.split(" ")[1]), answer);
    }
  }
}

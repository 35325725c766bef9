package dev.waymark.http.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.access.Role;
import dev.waymark.access.Secret;
import dev.waymark.contracts.ContractFilter;
import dev.waymark.http.ProblemAnswer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is at the root: the page for everybody, and for callers who they are. */
@QuarkusTest
@TestProfile(Guarded.class)
class HomeTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
  private static final Pattern OWN_FILE = Pattern.compile("(?:src|href)=\"(page/[^\"]+)\"");

  /** The most that a page that is opened anew has to fetch. */
  private static final int MOST_BYTES = 100_000;

  @BeforeAll
  static void holdAnswersToTheirContracts() {
    ContractFilter.install();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void aCallerIsToldWhatItMayDo(Role role) throws IOException {
    Secret token = Guarded.token("home", role);

    given()
        .header("Authorization", "Bearer " + token.value())
        .get("/")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("caller.name", equalTo("home"))
        .body("caller.role", equalTo(role.code()))
        .body("links.status", equalTo("/migrations/status"));
  }

  @Test
  void noOtherCallerIsToldAnything() {
    ProblemAnswer.is(given().get("/"), "unauthenticated");
    ProblemAnswer.is(given().accept("application/json, text/html").get("/"), "unauthenticated");
  }

  @Test
  void everybodyMayHaveThePageWhichHoldsNoData() {
    String page =
        given()
            .accept(BROWSER)
            .get("/")
            .then()
            .statusCode(200)
            .contentType("text/html;charset=UTF-8")
            .header("Content-Security-Policy", POLICY)
            .header("X-Content-Type-Options", "nosniff")
            .header("Referrer-Policy", "no-referrer")
            .header("Cache-Control", "private, no-cache")
            .header("Vary", containsString("Accept"))
            .body(not(containsString("style=")))
            .extract()
            .asString();

    var files = new TreeSet<String>();
    OWN_FILE.matcher(page).results().forEach(it -> files.add(it.group(1)));
    assertTrue(files.contains("page/app.js") && files.contains("page/preact.js"), page);
    for (String file : files) {
      given()
          .get("/" + file)
          .then()
          .statusCode(200)
          .header("Content-Security-Policy", POLICY)
          .header("X-Content-Type-Options", "nosniff");
    }
  }

  @Test
  void aNewReleaseIsSeenAtOnceAndTheSameIsNotSentAgain() {
    String tag = given().get("/page/app.js").then().statusCode(200).extract().header("ETag");

    given().header("If-None-Match", tag).get("/page/app.js").then().statusCode(304);
    given().header("If-None-Match", "W/\"another\"").get("/page/app.js").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/index.html",
        "/page/nothing.js",
        "/page/..%2fpage.js",
        "/page/PageFile.class"
      })
  void nothingElseIsThere(String path) throws IOException {
    Secret token = Guarded.token("home", Role.VIEWER);

    int status =
        given()
            .urlEncodingEnabled(false)
            .header("Authorization", "Bearer " + token.value())
            .get(path)
            .statusCode();

    assertTrue(status == 404, path + ": " + status);
  }

  /** What the scripts import, they import by these names alone. */
  @Test
  void thePageIsSmallAndWhole() {
    var known = new TreeSet<String>();
    var open =
        new TreeSet<>(Arrays.asList("app.js", "base.css", "parts.css", "views.css", "schema.css"));
    int bytes = 0;
    while (!open.isEmpty()) {
      String name = open.pollFirst();
      known.add(name);
      byte[] file = given().get("/page/" + name).then().statusCode(200).extract().asByteArray();
      bytes += compressed(file);
      if (name.endsWith(".js")) {
        Pattern.compile("from *'\\./([^']+)'|import\\('\\./([^']+)'\\)")
            .matcher(new String(file))
            .results()
            .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
            .filter(it -> !known.contains(it))
            .forEach(open::add);
      }
    }

    assertTrue(known.contains("preact.js"), known::toString);
    assertTrue(bytes < MOST_BYTES, bytes + " bytes: " + known);
  }

  private static int compressed(byte[] file) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(file);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
    return bytes.size();
  }
}

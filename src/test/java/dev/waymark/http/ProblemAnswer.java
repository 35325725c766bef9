package dev.waymark.http;

import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.Locale;

/** What every problem detail of Waymark has, and what none may hold. */
public final class ProblemAnswer {
  private ProblemAnswer() {}

  /** Holds the answer against its type, given as the last part of its URI. */
  public static ValidatableResponse is(Response answer, String type) {
    ProblemType expected =
        Arrays.stream(ProblemType.values())
            .filter(it -> it.name().equals(type.toUpperCase(Locale.ROOT).replace('-', '_')))
            .findFirst()
            .orElseThrow();
    return answer
        .then()
        .contentType(Problem.MEDIA_TYPE)
        .statusCode(expected.status())
        .body("type", equalTo("https://waymark.dev/problems/" + type))
        .body("title", equalTo(expected.title()))
        .body("status", equalTo(expected.status()))
        .body("detail", not(blankOrNullString()))
        .body("hint", not(blankOrNullString()))
        .body(not(containsString("s3cret")))
        .body(not(containsString("Exception")))
        .body(not(containsString("\\tat ")));
  }
}

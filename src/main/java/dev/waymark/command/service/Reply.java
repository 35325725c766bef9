package dev.waymark.command.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import java.net.URI;

/**
 * What came over HTTP, from a Waymark or from whatever stands in its place.
 *
 * @param status the HTTP status
 * @param mediaType the media type without parameters; empty if none was given
 * @param body the text
 * @param json the text as a tree; a missing node if it is no JSON
 * @param fromWaymark whether a Waymark gave it
 */
record Reply(int status, String mediaType, String body, JsonNode json, boolean fromWaymark) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int FIRST_REDIRECT = 300;
  private static final int FIRST_ERROR = 400;

  /**
   * Judges what came.
   *
   * @param expected the media type that was asked for
   * @param address what was asked
   * @param location where a redirect leads; null if it says nothing
   */
  static Reply of(
      int status, String mediaType, String body, String expected, URI address, String location) {
    boolean problem = mediaType.equals(Problem.MEDIA_TYPE);
    JsonNode json = problem || mediaType.equals("application/json") ? parsed(body) : none();
    if (problem ? json.has("type") : mediaType.equals(expected) && isAnswer(status)) {
      return new Reply(status, mediaType, body, json, true);
    }
    if (status >= FIRST_REDIRECT && status < FIRST_ERROR) {
      return foreign(
          status,
          "%s redirects to %s.".formatted(address, location),
          "Give the address that is meant: a token is not sent where a redirect leads.");
    }
    return foreign(
        status,
        "%s answers %d, and not as a Waymark does.".formatted(address, status),
        "Check the address, and what stands between.");
  }

  /** No server answered. */
  static Reply none(URI address, String why) {
    return problem(
        ProblemType.WAYMARK_UNREACHABLE,
        ProblemType.WAYMARK_UNREACHABLE.status(),
        "No Waymark answers at %s: %s.".formatted(address, why),
        "Check that it runs and that the address is right, then try again.");
  }

  /** The server that answers is not to be trusted, or does not trust this client. */
  static Reply refused(String what, String remedy) {
    return foreign(0, what, remedy);
  }

  /** Whether it is of the media type. */
  boolean isOf(String type) {
    return mediaType.equals(type);
  }

  /** The answer: a result of what was asked, or a problem. */
  Answer answer() {
    if (mediaType.equals(Problem.MEDIA_TYPE)) {
      URI type = URI.create(json.path("type").asText());
      boolean known = fromWaymark || type.equals(ProblemType.WAYMARK_UNREACHABLE.uri());
      ExitCode code = known ? ExitCode.of(type, status) : ExitCode.ofStatus(status);
      return new Answer(body, json, code, true);
    }
    return result(ExitCode.DONE);
  }

  /** The result, judged. */
  Answer result(ExitCode code) {
    return new Answer(body, json, code, false);
  }

  /** A gate that is shut comes with what was asked for, too. */
  private static boolean isAnswer(int status) {
    return status < FIRST_REDIRECT || status == 409;
  }

  private static Reply foreign(int status, String detail, String hint) {
    return problem(ProblemType.REQUEST_REFUSED, status, detail, hint);
  }

  private static Reply problem(ProblemType type, int status, String detail, String hint) {
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    problem.put("type", type.uri().toString());
    problem.put("title", type.title());
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("hint", hint);
    return new Reply(status, Problem.MEDIA_TYPE, problem.toString(), problem, false);
  }

  private static JsonNode parsed(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException exception) {
      return none();
    }
  }

  private static JsonNode none() {
    return MissingNode.getInstance();
  }
}

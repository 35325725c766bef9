package dev.waymark.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import dev.waymark.problem.Problems;
import dev.waymark.schema.diagram.UnknownTable;
import dev.waymark.verification.ReplayNotAllowed;
import dev.waymark.verification.report.InvalidParameter;
import io.quarkus.vertx.utils.VertxOutputStream;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The problems of a request that is wrong in itself, and of what was not foreseen. */
class RequestProblems {
  private static final Logger LOG = Logger.getLogger(RequestProblems.class);
  private static final String SEE_API = "GET /q/openapi describes every request.";

  @ServerExceptionMapper
  Response mismatched(MismatchedInputException exception) {
    return ProblemResponse.of(json(exception));
  }

  /** Quarkus has a mapper of its own for this one, which answers without a body. */
  @ServerExceptionMapper
  Response undefined(InvalidDefinitionException exception) {
    return unforeseen(exception);
  }

  @ServerExceptionMapper
  Response invalidParameter(InvalidParameter exception) {
    return ProblemResponse.of(Problems.of(exception));
  }

  @ServerExceptionMapper
  Response unknownTable(UnknownTable exception) {
    return ProblemResponse.of(Problems.of(exception));
  }

  @ServerExceptionMapper
  Response replayNotAllowed(ReplayNotAllowed exception) {
    return ProblemResponse.of(
        Problem.of(
            ProblemType.FORBIDDEN,
            "This expectation takes a replay of all migrations on the database's server, and none of"
                + " what is applied now has been made yet.",
            "Ask as somebody with the role migrator, once; then it is there for all. Or configure it"
                + " (WAYMARK_EXPECTATION=migrations)."));
  }

  @ServerExceptionMapper
  Response violated(ConstraintViolationException exception, HttpServerRequest request) {
    List<Map<String, String>> errors =
        exception.getConstraintViolations().stream()
            .map(
                violation -> {
                  Map<String, String> error = new TreeMap<>();
                  String field =
                      StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                          .reduce((first, last) -> last)
                          .map(Object::toString)
                          .orElse("");
                  error.put("field", asSent(field, request));
                  error.put("message", violation.getMessage());
                  return error;
                })
            .sorted((a, b) -> a.toString().compareTo(b.toString()))
            .toList();
    String detail =
        errors.stream()
            .map(error -> error.get("field") + " " + error.get("message"))
            .collect(Collectors.joining("; ", "", "."));
    return ProblemResponse.of(
        Problem.of(ProblemType.INVALID_REQUEST, detail, SEE_API).with("errors", errors));
  }

  /** A parameter of the code is named as its header is, but for dashes and capitals. */
  private static String asSent(String parameter, HttpServerRequest request) {
    return request.headers().names().stream()
        .filter(header -> header.replace("-", "").equalsIgnoreCase(parameter))
        .findFirst()
        .orElse(parameter);
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException exception, HttpServerRequest request) {
    Response original = exception.getResponse();
    if (exception.getCause() instanceof JsonProcessingException cause) {
      return ProblemResponse.of(json(cause));
    }
    Response response = ProblemResponse.of(problem(original, request));
    return original.getStatus() == Response.Status.METHOD_NOT_ALLOWED.getStatusCode()
        ? Response.fromResponse(response).header(HttpHeaders.ALLOW, AllowedMethods.here()).build()
        : response;
  }

  /** A client that hung up, or was cut off for not reading, gets no answer and is no incident. */
  @ServerExceptionMapper
  Response notWritten(IOException exception, HttpServerRequest request) {
    if (request.response().closed() || isOfTheAnswer(exception)) {
      LOG.debugf("The answer could not be written: %s", exception.getMessage());
      return Response.noContent().build();
    }
    return unforeseen(exception);
  }

  /** A connection that was reset fails a write before anybody is notified that it is closed. */
  private static boolean isOfTheAnswer(IOException exception) {
    return Arrays.stream(exception.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(VertxOutputStream.class.getName()));
  }

  @ServerExceptionMapper
  Response unforeseen(Throwable throwable) {
    return ProblemResponse.of(Problems.unforeseen(throwable));
  }

  private static Problem problem(Response original, HttpServerRequest request) {
    // As it was sent: UriInfo decodes it twice, and fails where that cannot be done.
    String path = request.path();
    return switch (original.getStatus()) {
      case 400 -> Problem.of(ProblemType.MALFORMED_REQUEST, "The request cannot be read.", SEE_API);
      case 404 -> Problem.of(ProblemType.NOT_FOUND, "Nothing is called " + path + ".", SEE_API);
      case 405 ->
          Problem.of(
              ProblemType.METHOD_NOT_ALLOWED,
              path + " does not know this method.",
              "GET /q/openapi lists the methods of every path.");
      case 406 ->
          Problem.of(
              ProblemType.NOT_ACCEPTABLE,
              path + " has no representation that the Accept header admits.",
              "Accept application/json.");
      case 413 ->
          Problem.of(ProblemType.BODY_TOO_LARGE, "The body is too large.", "Send a shorter one.");
      case 415 ->
          Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              path + " reads JSON only.",
              "Send Content-Type: application/json, or no body at all.");
      default ->
          Problem.of(ProblemType.REQUEST_REFUSED, "The request was refused.", SEE_API)
              .withStatus(original.getStatus());
    };
  }

  private static Problem json(JsonProcessingException exception) {
    if (exception instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
      return Problem.of(
              ProblemType.INVALID_REQUEST,
              "The field " + unknown.getPropertyName() + " is unknown.",
              "The known fields are: " + known + ".")
          .with("field", unknown.getPropertyName());
    }
    if (exception instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field =
          mapping.getPath().stream()
              .map(
                  step ->
                      step.getFieldName() == null
                          ? String.valueOf(step.getIndex())
                          : step.getFieldName())
              .collect(Collectors.joining("."));
      return Problem.of(
              ProblemType.INVALID_REQUEST, "The field " + field + " has the wrong type.", SEE_API)
          .with("field", field);
    }
    var location = exception.getLocation();
    String where =
        location == null
            ? ""
            : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    return Problem.of(
        ProblemType.MALFORMED_REQUEST,
        "The body is not the JSON object expected" + where + ".",
        SEE_API);
  }
}

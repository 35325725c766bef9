package dev.waymark.command.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.acceptance.AcceptanceRequest;
import dev.waymark.migration.rehearsal.RehearsalRequest;
import dev.waymark.schema.diagram.DiagramRequest;
import dev.waymark.schema.sql.WrittenRoles;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.report.SchemaFormat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A running Waymark, asked over HTTP. A run is not waited for in one long request, which a proxy
 * would cut: it is followed at its own address, and its end asked for with the same
 * Idempotency-Key.
 */
public final class RemoteService implements Service {
  private static final String JSON = "application/json";
  private static final int ACCEPTED = 202;
  private static final int CONFLICT = 409;

  private static final Set<String> GOES_ON = Set.of("waiting", "running");

  private static final long LOOK_AGAIN_MS = 1_000;

  private final HttpCalls calls;

  /** Stays the same until this Waymark has answered, however often it must be asked. */
  private String key;

  /** Asks with these calls. */
  public RemoteService(HttpCalls calls) {
    this.calls = calls;
  }

  @Override
  public Answer migrate(RunRequest request, Consumer<JsonNode> progress) {
    if (key == null) {
      key = UUID.randomUUID().toString();
    }
    Reply reply = post(request);
    while (reply.status() == ACCEPTED) {
      Reply lost = follow(reply, progress);
      if (lost != null) {
        return lost.answer();
      }
      reply = post(request);
    }
    if (reply.fromWaymark()) {
      key = null;
    }
    return reply.answer();
  }

  @Override
  public Answer plan(String target, boolean gate) {
    StringBuilder query = new StringBuilder("?gate=").append(gate);
    if (target != null) {
      parameters(query, "target", List.of(target));
    }
    Reply reply = calls.get("/migrations/plan" + query, JSON);
    // The gate is shut, and what comes with the status is the plan.
    return reply.status() == CONFLICT && reply.isOf(JSON)
        ? reply.result(ExitCode.NOT_VERIFIED)
        : reply.answer();
  }

  @Override
  public Answer rehearse(RehearsalRequest request, boolean gate, Consumer<JsonNode> progress) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (request.target() != null) {
      body.put("target", request.target());
    }
    Reply reply =
        calls.post(
            "/migrations/rehearsals?gate=" + gate,
            body.toString(),
            Map.of("Prefer", "wait=" + MOMENT.toSeconds()));
    String path = "/migrations/rehearsals/" + reply.json().path("id").asText() + "?gate=" + gate;
    while (reply.fromWaymark() && GOES_ON.contains(reply.json().path("state").asText())) {
      progress.accept(reply.json());
      Pause.of(LOOK_AGAIN_MS);
      reply = calls.get(path, JSON);
    }
    // The gate is shut, and what comes with the status is the rehearsal.
    return reply.status() == CONFLICT && reply.isOf(JSON)
        ? reply.result(ExitCode.NOT_VERIFIED)
        : reply.answer();
  }

  @Override
  public Answer status() {
    return calls.get("/migrations/status", JSON).answer();
  }

  @Override
  public Answer verify(VerificationRequest request) {
    StringBuilder query = new StringBuilder("?gate=true&fresh=").append(request.fresh());
    request
        .expectation()
        .map(ExpectationChoice::code)
        .ifPresent(word -> parameters(query, "expectation", List.of(word)));
    parameters(query, "kind", request.kinds());
    parameters(query, "state", request.states());
    parameters(query, "namespace", request.namespaces());
    parameters(query, "findings", request.findings());
    Reply reply = calls.get("/schema/verification" + query, request.format().mediaType());
    // The gate is shut, and what comes with the status is the report.
    return reply.status() == CONFLICT && reply.isOf(request.format().mediaType())
        ? reply.result(ExitCode.NOT_VERIFIED)
        : reply.answer();
  }

  @Override
  public Answer accept(AcceptanceRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", request.reason());
    if (request.objects() == null) {
      body.put("all", true);
    } else {
      ArrayNode objects = body.putArray("objects");
      request
          .objects()
          .forEach(
              object -> {
                ObjectNode named = objects.addObject().put("name", object.name());
                if (object.kind() != null) {
                  named.put("kind", object.kind());
                }
              });
    }
    return calls.post("/schema/acceptances", body.toString(), Map.of()).answer();
  }

  @Override
  public Answer acceptances() {
    return calls.get("/schema/acceptances", JSON).answer();
  }

  @Override
  public Answer repair(RepairRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (request.preview() != null) {
      body.put("preview", request.preview());
    }
    if (request.reason() != null) {
      body.put("reason", request.reason());
    }
    if (request.goOn() != null) {
      body.putObject("goOn")
          .put("script", request.goOn().script())
          .put("statement", request.goOn().statement());
    }
    return calls.post("/migrations/repair", body.toString(), Map.of()).answer();
  }

  @Override
  public Answer baseline(BaselineRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("version", request.version());
    if (request.description() != null) {
      body.put("description", request.description());
    }
    if (request.reason() != null) {
      body.put("reason", request.reason());
    }
    return calls.post("/migrations/baseline", body.toString(), Map.of()).answer();
  }

  @Override
  public Answer runs(int limit, String after) {
    StringBuilder query = new StringBuilder("?limit=").append(limit);
    if (after != null) {
      parameters(query, "after", List.of(after));
    }
    return calls.get("/migrations/runs" + query, JSON).answer();
  }

  @Override
  public Answer run(String id) {
    return calls.get(path(id), JSON).answer();
  }

  @Override
  public Answer cancel(String id) {
    return calls.delete(path(id)).answer();
  }

  /** A stream that a proxy cuts is asked for again, from the last event on. */
  @Override
  public Answer follow(String id, Consumer<JsonNode> event) {
    int[] last = {0};
    while (true) {
      EventStream stream =
          calls.events(
              path(id) + "/events",
              last[0],
              it -> {
                last[0] = it.path("sequence").asInt();
                event.accept(it);
              });
      if (stream.problem().isPresent()) {
        return stream.problem().get().answer();
      }
      if (!stream.cut()) {
        Reply run = calls.get(path(id), JSON);
        if (!GOES_ON.contains(run.json().path("state").asText())) {
          return run.answer();
        }
      }
      Pause.of(LOOK_AGAIN_MS);
    }
  }

  private static String path(String id) {
    return "/migrations/runs/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public Answer schema(SchemaFormat format, WrittenRoles roles, DiagramRequest diagram) {
    StringBuilder query = new StringBuilder("format=" + format.name().toLowerCase(Locale.ROOT));
    query.append(roles.owners() ? "" : "&owners=false");
    query.append(roles.privileges() ? "" : "&privileges=false");
    parameters(query, "table", diagram.tables());
    query.append(diagram.tables().isEmpty() ? "" : "&neighbours=" + diagram.neighbours());
    return calls.get("/schema?" + query, format.mediaType()).answer();
  }

  private Reply post(RunRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (request.target() != null) {
      body.put("target", request.target());
    }
    if (request.verify() != null) {
      body.put("verify", request.verify());
    }
    if (request.reason() != null) {
      body.put("reason", request.reason());
    }
    if (request.plan() != null) {
      body.put("plan", request.plan());
    }
    return calls.post(
        "/migrations",
        body.toString(),
        Map.of("Idempotency-Key", key, "Prefer", "wait=" + MOMENT.toSeconds()));
  }

  /**
   * Returns when the run has ended, or is not known where it was asked for: null; or what is wrong.
   */
  private Reply follow(Reply accepted, Consumer<JsonNode> progress) {
    String path = "/migrations/runs/" + accepted.json().path("id").asText();
    Reply reply = accepted;
    while (GOES_ON.contains(reply.json().path("state").asText())) {
      progress.accept(reply.json());
      Pause.of(LOOK_AGAIN_MS);
      reply = calls.get(path, JSON);
      if (!reply.fromWaymark()) {
        return reply;
      }
    }
    return null;
  }

  private static void parameters(StringBuilder query, String name, Collection<String> values) {
    for (String value : values) {
      query
          .append('&')
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}

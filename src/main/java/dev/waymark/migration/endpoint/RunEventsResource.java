package dev.waymark.migration.endpoint;

import dev.waymark.access.Role;
import dev.waymark.look.RecentLooks;
import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.Run;
import dev.waymark.migration.status.RunFollower;
import dev.waymark.migration.status.RunReader;
import dev.waymark.migration.status.RunTail;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code /migrations/runs/{id}/events}: what happens in a run, while it happens. */
@Path("/migrations/runs/{id}/events")
@Tag(name = "Runs")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class RunEventsResource {
  private final RunReader runs;
  private final RecentLooks<RunTail> tails;

  public RunEventsResource(RunReader runs) {
    this.runs = runs;
    this.tails = new RecentLooks<>((id, last) -> RunTail.of(runs, id, last), EventStreaming.RECENT);
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "followRun",
      summary = "Streams what happens in a run, from its beginning or after the given event.",
      description =
          "Each event's id is its number in the run, its name the type, its data the event as JSON."
              + " The stream ends with the run; a comment is sent now and then to keep it open.")
  @APIResponse(
      responseCode = "200",
      description = "The events as they happen; the schema is that of the data of each.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = RecordedEvent.class)))
  @APIResponse(
      responseCode = "204",
      description = "The run has ended, and the client has all of its events: do not come back.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "404", ref = "NotFound")
  // nginx, and ingress controllers that are nginx, would keep events back until there are many.
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  public Multi<OutboundSseEvent> follow(
      @PathParam("id") String id,
      @Parameter(description = "The number of the last event that the client has.")
          @HeaderParam("Last-Event-ID")
          @DefaultValue("0")
          @Min(0)
          int lastEventId,
      @Context Sse sse) {
    Run run = runs.find(id);
    // Read before the answer begins: where the events cannot be read, that is the answer.
    boolean hasNews = !runs.events(run.id(), lastEventId, 1).isEmpty();
    if (lastEventId > 0 && run.state() == Run.State.ENDED && !hasNews) {
      throw new EventStreaming.NothingMore();
    }
    RecentLooks<RunTail>.Watcher watcher = tails.watch(id);
    RunFollower follower = new RunFollower(runs, watcher::look, lastEventId);
    return EventStreaming.of(
            follower::next,
            RunFollower.News::more,
            news -> news.events().stream().map(event -> written(event, sse)).toList(),
            sse)
        .onTermination()
        .invoke(watcher::close);
  }

  /** With any other status a browser's EventSource would come back for ever. */
  @ServerExceptionMapper
  Response nothingMore(EventStreaming.NothingMore end) {
    return Response.noContent().build();
  }

  private static OutboundSseEvent written(RecordedEvent event, Sse sse) {
    return sse.newEventBuilder()
        .id(Integer.toString(event.sequence()))
        .name(event.type())
        .data(RecordedEvent.class, event)
        .build();
  }
}

package dev.waymark.migration.endpoint;

import dev.waymark.access.Role;
import dev.waymark.look.RecentLooks;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsing.RehearsalFollower;
import dev.waymark.migration.rehearsing.Rehearsals;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code /migrations/rehearsals/{id}/events}: how a rehearsal stands, whenever that is new. */
@Path("/migrations/rehearsals/{id}/events")
@Tag(name = "Rehearsals")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class RehearsalEventsResource {
  private static final String PROGRESS = "progress";
  private static final String ENDED = "ended";

  private final Rehearsals rehearsals;
  private final RecentLooks<Rehearsal> states;

  public RehearsalEventsResource(Rehearsals rehearsals) {
    this.rehearsals = rehearsals;
    this.states = new RecentLooks<>((id, last) -> rehearsals.find(id), EventStreaming.RECENT);
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "followRehearsal",
      summary = "Streams how a rehearsal stands, whenever that is new, until its end.",
      description =
          "An event's name and id are progress or ended, its data the whole rehearsal as JSON: a"
              + " client that comes back late has missed nothing. A comment is sent now and then to keep the"
              + " stream open.")
  @APIResponse(
      responseCode = "200",
      description = "The states as they come; the schema is that of the data of each.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = Rehearsal.class)))
  @APIResponse(
      responseCode = "204",
      description = "The client has the end of the rehearsal: do not come back.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "404", ref = "NotFound")
  // nginx, and ingress controllers that are nginx, would keep events back until there are many.
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  public Multi<OutboundSseEvent> follow(
      @PathParam("id") String id,
      @Parameter(description = "The id of the last event that the client has.")
          @HeaderParam("Last-Event-ID")
          String lastEventId,
      @Context SecurityContext caller,
      @Context Sse sse) {
    // Read before the answer begins: where the rehearsal cannot be read, that is the answer.
    boolean hasEnded = rehearsals.find(id).hasEnded();
    if (hasEnded && ENDED.equals(lastEventId)) {
      throw new EventStreaming.NothingMore();
    }
    RecentLooks<Rehearsal>.Watcher watcher = states.watch(id);
    RehearsalFollower follower = new RehearsalFollower(watcher::look);
    boolean migrates = caller.isUserInRole(Role.MIGRATES);
    return EventStreaming.of(
            follower::next,
            RehearsalFollower.News::more,
            news ->
                news.state()
                    .map(it -> List.of(written(migrates ? it : it.withoutValues(), sse)))
                    .orElse(List.of()),
            sse)
        .onTermination()
        .invoke(watcher::close);
  }

  /** With any other status a browser's EventSource would come back for ever. */
  @ServerExceptionMapper
  Response nothingMore(EventStreaming.NothingMore end) {
    return Response.noContent().build();
  }

  private static OutboundSseEvent written(Rehearsal rehearsal, Sse sse) {
    String name = rehearsal.hasEnded() ? ENDED : PROGRESS;
    return sse.newEventBuilder().id(name).name(name).data(Rehearsal.class, rehearsal).build();
  }
}

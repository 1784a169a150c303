package nustream.results.dashboard;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** What happens, as server-sent events. */
@Path("/api/live")
public class LiveResource {
  private final Viewers viewers;

  @Inject
  public LiveResource(Viewers viewers) {
    this.viewers = viewers;
  }

  @GET
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> follow(@Context Sse sse) {
    return viewers
        .join()
        .map(event -> sse.newEventBuilder().name(event.name()).data(event.data()).build());
  }
}

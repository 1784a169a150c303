package nustream.results.dashboard;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The system: services, queues, dead letters. */
@Path("/api/system")
@Produces(MediaType.APPLICATION_JSON)
public class SystemResource {
  private final SystemLook look;

  @Inject
  public SystemResource(SystemLook look) {
    this.look = look;
  }

  @GET
  public SystemLook.View now() {
    return look.now();
  }
}
